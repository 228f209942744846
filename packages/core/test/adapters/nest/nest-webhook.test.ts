import { loadServer } from "../load-server.ts";
import { adapterSuite } from "../suite.ts";

adapterSuite({ name: "nest", start: await loadServer("nest-unparsed"), remedy: /rawBody: true/ });
