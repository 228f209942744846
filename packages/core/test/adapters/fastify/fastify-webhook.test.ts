import { loadServer } from "../load-server.ts";
import { adapterSuite } from "../suite.ts";

adapterSuite({ name: "fastify 5", start: await loadServer("fastify"), remedy: /preParsing/ });
