import { loadServer } from "../load-server.ts";
import { adapterSuite } from "../suite.ts";

adapterSuite({ name: "fetch", start: await loadServer("fetch"), remedy: /before anything reads it/ });
