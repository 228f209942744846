import { loadServer } from "../load-server.ts";
import { adapterSuite } from "../suite.ts";

adapterSuite({
  name: "next route handler",
  start: await loadServer("next-route"),
  remedy: /request\.json\(\)/,
});
