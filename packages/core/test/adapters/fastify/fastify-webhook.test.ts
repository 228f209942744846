import { expect, test } from "vitest";
import { loadServer } from "../load-server.ts";
import { fastifyWebhook } from "../../../src/adapters/fastify/index.ts";
import { createVerifier } from "../../../src/index.ts";
import { nabla } from "../../../src/schemes/nabla.ts";
import { errorCodeOf } from "../../support/error-code-of.ts";
import { running } from "../running.ts";
import { send } from "../send.ts";
import { post } from "../signed.ts";
import { adapterSuite } from "../suite.ts";

adapterSuite({ name: "fastify 5", start: await loadServer("fastify"), remedy: /preParsing/ });

test("fastify 5: the rest of the application keeps its parsers", async () => {
  const framework = { name: "fastify", start: await loadServer("fastify"), remedy: /./ };
  await running(framework, {}, async ({ url }) => {
    const headers = { "content-type": "application/json" };
    const answer = await send(new URL("/other", url).href, { body: '{"a": 1}', headers });
    expect(answer).toMatchObject({ status: 200, body: '{"echo":{"a":1}}' });
  });
});

test("fastify 5: a handler may return what it wants sent", async () => {
  const framework = { name: "fastify", start: await loadServer("fastify"), remedy: /./ };
  await running(framework, { handler: () => ({ mine: true }) }, async ({ url }) => {
    expect(await post(url, "{}")).toMatchObject({ status: 200, body: '{"mine":true}' });
  });
});

test("fastify 5: a route needs a path", () => {
  const verifier = createVerifier(nabla, { keys: [{ secret: "s" }] });
  expect(errorCodeOf(() => fastifyWebhook({ path: "", verifier }, () => {}))).toBe("path_required");
});
