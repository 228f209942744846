import { loadServer } from "../load-server.ts";
import { adapterSuite } from "../suite.ts";

adapterSuite({ name: "koa", start: await loadServer("koa"), remedy: /before the body parser/ });
