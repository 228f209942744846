import { expect, test } from "vitest";
import { loadServer } from "../load-server.ts";
import { running } from "../running.ts";
import { post } from "../signed.ts";
import { adapterSuite } from "../suite.ts";

adapterSuite({ name: "nest", start: await loadServer("nest-unparsed"), remedy: /rawBody: true/ });

test.each([
  ["that Nest parses", "application/json", '{ "a": 1.0 }\n'],
  ["that Nest parses as a form", "application/x-www-form-urlencoded", "a=b+c%20d"],
  ["that Nest does not parse", "text/plain", "{}"],
  ["that is empty", "application/json", ""],
])("nest: with rawBody: true, takes the exact bytes of a body %s", async (_what, type, body) => {
  const framework = { name: "nest", start: await loadServer("nest-raw-body"), remedy: /./ };
  await running(framework, {}, async ({ url, handled }) => {
    expect((await post(url, body, { headers: { "content-type": type } })).status).toBe(200);
    expect(handled.map((webhook) => Buffer.from(webhook.body).toString())).toEqual([body]);
  });
});
