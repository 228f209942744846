import { expect, test } from "vitest";
import { loadServer } from "../load-server.ts";
import { running } from "../running.ts";
import { post } from "../signed.ts";
import { adapterSuite } from "../suite.ts";

adapterSuite({ name: "express 5", start: await loadServer("express-5"), remedy: /express\.raw/ });
adapterSuite({ name: "express 4", start: await loadServer("express-4"), remedy: /express\.raw/ });

test.each(["express-5", "express-4"])("%s: takes the bytes that express.raw kept", async (server) => {
  const framework = { name: server, start: await loadServer(server), remedy: /./ };
  await running(framework, {}, async ({ url, handled }) => {
    const headers = { "content-type": "application/json" };
    expect((await post(`${url}/raw`, '{ "a": 1.0 }\n', { headers })).status).toBe(200);
    expect(handled.map(({ body }) => Buffer.from(body).toString())).toEqual(['{ "a": 1.0 }\n']);
  });
});
