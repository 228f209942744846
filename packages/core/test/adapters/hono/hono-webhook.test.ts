import { loadServer } from "../load-server.ts";
import { adapterSuite } from "../suite.ts";

adapterSuite({ name: "hono", start: await loadServer("hono"), remedy: /c\.req\.json/ });
