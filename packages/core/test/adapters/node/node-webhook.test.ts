import { loadServer } from "../load-server.ts";
import { adapterSuite } from "../suite.ts";

adapterSuite({
  name: "node",
  start: await loadServer("node"),
  remedy: /before anything reads the request/,
  hasErrorPath: false,
});
