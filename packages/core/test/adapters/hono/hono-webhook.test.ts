import { Hono } from "hono";
import { expect, test } from "vitest";
import { honoWebhook } from "../../../src/adapters/hono/index.ts";
import { caseOf, verifierFor } from "../../support/scheme-cases.ts";
import { loadServer } from "../load-server.ts";
import { EVENT, signed } from "../signed.ts";
import { adapterSuite } from "../suite.ts";

adapterSuite({ name: "hono", start: await loadServer("hono"), remedy: /c\.req\.json/ });

test("hono: on runtimes other than Node the request's own headers count", async () => {
  const each = caseOf("insight-health");
  const app = new Hono().post(
    "/in",
    honoWebhook({ verifier: verifierFor(each, [{ secret: each.secret }]) }, () => {}),
  );
  const headers = new Headers(signed("insight-health", EVENT));
  const post = (): Response | Promise<Response> =>
    app.request("/in", { method: "POST", headers, body: EVENT });
  expect((await post()).status).toBe(200);
  headers.append("x-api-key", headers.get("x-api-key") ?? "");
  expect((await post()).status).toBe(401);
});
