import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createVerifier } from "countersign";
import { insightHealth } from "countersign/schemes";
import { afterAll, beforeAll, expect, test } from "vitest";
import { post, signInsight } from "../../flows/support/senders.ts";
import { waitUntil } from "../../support/wait-until.ts";
import { startApiWorld } from "../support/api-world.ts";
import type { ApiWorld } from "../support/api-world.ts";
import { ask } from "../support/ask.ts";
import type { Asked, Asking } from "../support/ask.ts";

/** What Insight gave us to call it with, and what we gave its clinics to call us with. */
const OUT = { apiKey: "our key at insight", secret: "our secret at insight" };
const IN = { apiKey: "key of clinic a", secret: "secret of clinic a" };

let world: ApiWorld;
/** What Insight verified of the deliveries that came. */
const verified: boolean[] = [];
const insight = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    const keys = [{ secret: OUT.secret }];
    const callers = [{ id: "us", organization: "ours", apiKey: OUT.apiKey, keys }];
    const body = Buffer.concat(chunks);
    const verdict = createVerifier(insightHealth, { callers }).verify({ headers: request.rawHeaders, body });
    verified.push(verdict.ok);
    response.end();
  });
});

beforeAll(async () => {
  await new Promise<void>((resolve) => {
    insight.listen(0, "127.0.0.1", resolve);
  });
  world = await startApiWorld({ allowInsecureEndpoints: true });
});
afterAll(async () => {
  await world[Symbol.asyncDispose]();
  insight.closeAllConnections();
  insight.close();
});

function api(path: string, asking: Asking = {}): Promise<Asked> {
  return ask(`${world.url}/api/v1/${path}`, { apiKey: world.north.admin, ...asking });
}

/** Insight's sync call, as a clinic makes it. */
async function sendFrom(organization: string, { apiKey, secret }: typeof IN, body: string): Promise<number> {
  const headers = signInsight(apiKey, secret, body);
  return (await post(`${world.running.url}/in/${organization}/visits`, body, headers)).status;
}

test("a partner is one object: who calls us, whom we call, and the secrets of both", async () => {
  const { port } = insight.address() as AddressInfo;
  const callers = [{ name: "clinic-a", apiKey: IN.apiKey, secrets: [IN.secret] }];
  await api("sources", { body: { name: "visits", scheme: "insight-health", callers } });
  const url = `http://127.0.0.1:${port}/v2/webhooks/nexus/sync-appointments?tenant=t1`;
  const { secret, apiKey } = OUT;
  await api("endpoints", {
    body: { name: "insight", url, scheme: "insight-health", apiKey, secrets: [secret] },
  });
  const parts = { source: "visits", caller: "clinic-a", endpoint: "insight" };
  const made = await api("connections", { body: { name: "insight", ...parts } });
  expect(made.status).toBe(201);
  expect(made.json).toMatchObject({
    name: "insight",
    inbound: {
      source: "visits",
      caller: "clinic-a",
      scheme: "insight-health",
      path: "/in/north/visits",
      secrets: [{ name: "key-1", state: "active" }],
    },
    outbound: {
      endpoint: "insight",
      scheme: "insight-health",
      url: `http://127.0.0.1:${port}/v2/webhooks/nexus/sync-appointments?tenant=***`,
      secrets: [{ name: "key-1", state: "active" }],
    },
  });
  for (const hidden of [IN.apiKey, IN.secret, OUT.apiKey, OUT.secret])
    expect(made.text).not.toContain(hidden);
});

test("both directions work: the clinic's key names its organization here, and ours is verified there", async () => {
  expect(await sendFrom("north", IN, '{"visit":1}')).toBe(200);
  await waitUntil("Insight got it", () => verified.length === 1);
  expect(verified).toEqual([true]);
  // The same key in another organization names nobody.
  const callers = [{ name: "clinic-s", apiKey: "key of south", secrets: ["secret of south"] }];
  const body = { name: "visits", scheme: "insight-health", callers };
  await api("sources", { apiKey: world.south.admin, body });
  expect(await sendFrom("south", IN, '{"visit":2}')).toBe(401);
  const { json } = await api("connections/insight");
  expect(json).toMatchObject({
    inbound: { secrets: [{ matches: 1 }] },
    outbound: { secrets: [{ matches: 1 }] },
  });
});

test("both secrets are rotated by the paths it tells, and it shows their states", async () => {
  const { json } = await api("connections/insight");
  const { inbound, outbound } = json as Readonly<Record<"inbound" | "outbound", { readonly rotate: string }>>;
  for (const { rotate } of [inbound, outbound]) {
    const rotated = await ask(`${world.url}${rotate}`, { apiKey: world.north.operator, body: {} });
    expect(rotated.status).toBe(201);
  }
  const states = [{ state: "active" }, { name: "key-1", state: "retiring" }];
  expect((await api("connections/insight")).json).toMatchObject({
    inbound: { secrets: states },
    outbound: { secrets: states },
  });
  // Insight still knows the old secret only: one signature is made with the oldest live one.
  expect(await sendFrom("north", IN, '{"visit":3}')).toBe(200);
  await waitUntil("Insight got it", () => verified.length === 2);
  expect(verified).toEqual([true, true]);
});

test("a part is changed, taken away, or left out when it is deleted", async () => {
  await api("sources", { body: { name: "notes", scheme: "nabla", secrets: ["s"] } });
  const other = await api("connections/insight", { method: "PATCH", body: { source: "notes" } });
  expect(other.json).toMatchObject({
    inbound: { source: "notes", caller: null },
    outbound: { endpoint: "insight" },
  });
  const none = await api("connections/insight", { method: "PATCH", body: { endpoint: null } });
  expect(none.json).toMatchObject({ inbound: { source: "notes" }, outbound: null });
  await api("sources/notes", { method: "DELETE" });
  expect((await api("connections/insight")).json).toMatchObject({ inbound: null, outbound: null });
});

test("a part must be the organization's own", async () => {
  await api("endpoints", {
    apiKey: world.south.admin,
    body: { name: "theirs", url: "https://ehr.example.org", scheme: "nabla", secrets: ["s"] },
  });
  const wrong = await api("connections", { body: { name: "thief", endpoint: "theirs" } });
  expect(wrong.code).toBe("request_invalid");
  expect(wrong.text).toContain('"/endpoint"');
  const alone = await api("connections", { body: { name: "alone", caller: "clinic-a" } });
  expect(alone.code).toBe("request_invalid");
});

test("a name is taken once, an old state is not changed, and a deleted one is gone", async () => {
  await api("connections", { body: { name: "short" } });
  expect((await api("connections", { body: { name: "short" } })).code).toBe("name_taken");
  const headers = { "if-match": (await api("connections/short")).headers.get("etag") ?? "" };
  const asking = { method: "PATCH", headers, body: { source: "visits" } };
  expect((await api("connections/short", asking)).status).toBe(200);
  expect((await api("connections/short", asking)).code).toBe("precondition_failed");
  expect((await api("connections/short", { method: "DELETE" })).status).toBe(204);
  expect((await api("connections/short")).code).toBe("not_found");
  expect((await api("sources/visits")).status).toBe(200);
});
