import { loadServer } from "../load-server.ts";
import { adapterSuite } from "../suite.ts";

adapterSuite({
  name: "lambda",
  start: await loadServer("lambda"),
  remedy: /proxy integration/,
  isReadByAdapter: false,
});
