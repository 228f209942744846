import { loadServer } from "../load-server.ts";
import { adapterSuite } from "../suite.ts";

adapterSuite({ name: "next pages API", start: await loadServer("next-pages"), remedy: /bodyParser: false/ });
