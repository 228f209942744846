import { expect, test } from "vitest";
import { post, signInsight } from "./support/senders.ts";
import { startTestGateway } from "./support/test-gateway.ts";

const path = "/v2/webhooks/nexus/sync-appointments";
const body = JSON.stringify({ appointments: [] });

function clinic(name: string, apiKey: string, secret: string): object {
  const callers = [{ name: "ehr", apiKey, secrets: [secret] }];
  return { name, sources: [{ name: "visits", scheme: "insight-health", path, callers }] };
}

test("two organizations share a literal path, told apart by their API keys", async () => {
  const configuration = {
    organizations: [clinic("north", "key-n", "secret-n"), clinic("south", "key-s", "secret-s")],
  };
  await using running = await startTestGateway({ configuration });
  const url = `${running.url}${path}`;
  expect((await post(url, body, signInsight("key-n", "secret-n", body))).status).toBe(200);
  expect((await post(url, body, signInsight("key-s", "secret-s", body))).status).toBe(200);
  for (const organization of ["north", "south"]) {
    const name = `countersign_received_total{organization="${organization}",source="visits",result="accepted"}`;
    expect([organization, await running.metric(name)]).toEqual([organization, 1]);
  }
});

test("an API key never opens the other organization's source", async () => {
  const configuration = {
    organizations: [clinic("north", "key-n", "secret-n"), clinic("south", "key-s", "secret-s")],
  };
  await using running = await startTestGateway({ configuration });
  const url = `${running.url}${path}`;
  const refusals = [
    signInsight("key-n", "secret-s", body),
    signInsight("key-s", "secret-n", body),
    signInsight("key-x", "secret-n", body),
    { "x-webhook-signature": signInsight("key-n", "secret-n", body)["X-Webhook-Signature"] ?? "" },
  ];
  for (const headers of refusals) {
    const answer = await post(url, body, headers);
    expect([answer.status, answer.body]).toEqual([401, '{"error":"unauthorized"}']);
  }
});
