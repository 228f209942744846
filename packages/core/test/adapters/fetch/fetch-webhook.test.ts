import { expect, test } from "vitest";
import { fetchWebhook } from "../../../src/adapters/fetch/index.ts";
import { caseOf, verifierFor } from "../../support/scheme-cases.ts";
import { loadServer } from "../load-server.ts";
import { EVENT, signed } from "../signed.ts";
import { adapterSuite } from "../suite.ts";

adapterSuite({ name: "fetch", start: await loadServer("fetch"), remedy: /before anything reads it/ });

test("fetch: what the runtime passes beside the request reaches the handler", async () => {
  const each = caseOf("nabla");
  const verifier = verifierFor(each, [{ secret: each.secret }]);
  const receive = fetchWebhook({ verifier }, (_webhook, request: Request, env: { readonly table: string }) =>
    Response.json([new URL(request.url).pathname, env.table]),
  );
  const request = new Request("https://example.com/in", {
    method: "POST",
    headers: signed("nabla", EVENT),
    body: EVENT,
  });
  expect(await (await receive(request, { table: "events" })).json()).toEqual(["/in", "events"]);
});

test("fetch: a request whose body somebody else reads is not a refusal", async () => {
  const each = caseOf("nabla");
  const receive = fetchWebhook({ verifier: verifierFor(each, [{ secret: each.secret }]) }, () => {});
  const request = new Request("https://example.com/in", { method: "POST", body: EVENT });
  request.body?.getReader();
  await expect(receive(request)).rejects.toMatchObject({ code: "body_already_parsed" });
});
