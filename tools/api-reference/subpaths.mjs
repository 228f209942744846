// Which pages the reference has: one for each subpath that the library's package.json exports.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const PACKAGE = fileURLToPath(new URL("../../packages/core/", import.meta.url));

/** What each subpath is for. A subpath without a line here fails the generation. */
const PURPOSES = {
  countersign: "Verify and sign, check signed responses, read schemes.",
  "countersign/schemes": "Every built-in scheme, by name and by id.",
  "countersign/events": "Types and validators of the five senders' events.",
  "countersign/explain": "Why a signature was refused, and a report to share.",
  "countersign/trace": "The steps of one verification, as data.",
  "countersign/node": "Receive webhooks with `node:http`.",
  "countersign/express": "Receive webhooks in Express 4 and 5.",
  "countersign/fastify": "Receive webhooks in Fastify.",
  "countersign/hono": "Receive webhooks in Hono.",
  "countersign/koa": "Receive webhooks in Koa.",
  "countersign/nest": "Receive webhooks in NestJS.",
  "countersign/next": "Receive webhooks in Next.js: route handlers and the pages API.",
  "countersign/fetch": "Receive webhooks where a `Request` comes in and a `Response` goes out.",
  "countersign/lambda": "Receive webhooks in AWS Lambda.",
  "countersign/replay": "Handle a repeat once.",
  "countersign/client": "Send exactly the bytes that were signed.",
};

/**
 * One subpath of the library.
 *
 * @typedef {{ name: string, page: string, purpose: string, types: string }} Subpath
 *   `types` is the path of its declarations, `page` the name of its page.
 */

/** @returns {Subpath[]} In the order of package.json. */
export function readSubpaths() {
  const { name: library, exports } = JSON.parse(readFileSync(`${PACKAGE}package.json`, "utf8"));
  return Object.entries(exports)
    .filter(([key, { types }]) => types !== undefined && !key.includes("*"))
    .map(([key, { types }]) => {
      const name = key.replace(".", library);
      const purpose = PURPOSES[/** @type {keyof typeof PURPOSES} */ (name)];
      if (purpose === undefined) throw new Error(`tools/api-reference/subpaths.mjs: no purpose for ${name}`);
      const page = key === "." ? "countersign" : key.slice("./".length);
      return { name, page: `${page}.md`, purpose, types: PACKAGE + types };
    });
}
