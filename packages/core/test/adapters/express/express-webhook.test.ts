import { loadServer } from "../load-server.ts";
import { adapterSuite } from "../suite.ts";

adapterSuite({ name: "express 5", start: await loadServer("express-5"), remedy: /express\.raw/ });
adapterSuite({ name: "express 4", start: await loadServer("express-4"), remedy: /express\.raw/ });
