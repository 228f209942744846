import { createSigner } from "countersign";
import { nabla } from "countersign/schemes";
import { afterAll, beforeAll, expect, test } from "vitest";
import { nablaEvent, post, signInsight } from "../../flows/support/senders.ts";
import { startApiWorld } from "../support/api-world.ts";
import type { ApiWorld } from "../support/api-world.ts";
import { ask } from "../support/ask.ts";
import type { Asked, Asking } from "../support/ask.ts";

const HOUR_MS = 3_600_000;

interface ShownSecret {
  readonly name: string;
  readonly state: string;
  readonly notAfter: string | null;
  readonly matches: number;
}

let world: ApiWorld;
beforeAll(async () => {
  world = await startApiWorld();
});
afterAll(() => world[Symbol.asyncDispose]());

function api(path: string, asking: Asking = {}): Promise<Asked> {
  return ask(`${world.url}/api/v1/${path}`, { apiKey: world.north.admin, ...asking });
}

let sent = 0;

async function sendTo(source: string, secret: string): Promise<number> {
  sent += 1;
  const body = nablaEvent(`evt-${sent}`);
  const headers = createSigner(nabla, { keys: [{ secret }] }).sign({ body });
  return (await post(`${world.running.url}/in/north/${source}`, body, headers)).status;
}

async function sendAsClinic(secret: string): Promise<number> {
  sent += 1;
  const body = JSON.stringify({ visit: sent });
  const headers = signInsight("clinic key", secret, body);
  return (await post(`${world.running.url}/in/north/visits`, body, headers)).status;
}

async function makeSource(name: string): Promise<void> {
  const { status } = await api("sources", { body: { name, scheme: "nabla", secrets: ["first secret"] } });
  if (status !== 201) throw new Error(`answered ${status}`);
}

async function secretsOf(path: string): Promise<readonly ShownSecret[]> {
  return ((await api(`${path}/secrets`)).json as { readonly items: readonly ShownSecret[] }).items;
}

test("a rotation shows the new secret once, and the older one is good until the end of the overlap", async () => {
  await makeSource("rotated");
  const before = Date.now();
  const rotated = await api("sources/rotated/secrets/rotate", { body: { overlapHours: 2 } });
  expect(rotated.status).toBe(201);
  const { name, value, retiring } = rotated.json as {
    readonly name: string;
    readonly value: string;
    readonly retiring: readonly { readonly name: string; readonly notAfter: string }[];
  };
  expect(retiring.map((secret) => secret.name)).toEqual(["key-1"]);
  const end = Date.parse(retiring[0]?.notAfter ?? "");
  expect(end).toBeGreaterThanOrEqual(before + 2 * HOUR_MS);
  expect(end).toBeLessThanOrEqual(Date.now() + 2 * HOUR_MS);
  expect(await sendTo("rotated", "first secret")).toBe(200);
  expect(await sendTo("rotated", value)).toBe(200);
  expect(await secretsOf("sources/rotated")).toMatchObject([
    { name, state: "active", notAfter: null, matches: 1, isSafeToRetire: false },
    { name: "key-1", state: "retiring", matches: 1, isSafeToRetire: false },
  ]);
  for (const path of ["sources/rotated/secrets", "sources/rotated", "audit?limit=200"]) {
    expect((await api(path)).text).not.toContain(value);
  }
});

test("a rotation without overlap revokes the older secret at once", async () => {
  await makeSource("cut");
  const { json } = await api("sources/cut/secrets/rotate", {
    body: { overlapHours: 0, value: "second secret" },
  });
  expect(json).toMatchObject({ value: "second secret", retiring: [] });
  expect(await sendTo("cut", "first secret")).toBe(401);
  expect(await sendTo("cut", "second secret")).toBe(200);
  expect((await secretsOf("sources/cut")).map(({ state }) => state)).toEqual(["active", "revoked"]);
});

test("an erased secret is refused on the very next request, and its value is gone", async () => {
  await makeSource("erased");
  await api("sources/erased/secrets/rotate", { body: { value: "second secret" } });
  expect(await sendTo("erased", "first secret")).toBe(200);
  const { status, json } = await api("sources/erased/secrets/key-1/erase", { method: "POST" });
  expect(status).toBe(200);
  expect(json).toMatchObject({
    items: [{ state: "active" }, { name: "key-1", state: "revoked", matches: 1 }],
  });
  expect(await sendTo("erased", "first secret")).toBe(401);
  expect(await sendTo("erased", "second secret")).toBe(200);
  expect((await api("sources/erased/secrets/key-1/erase", { method: "POST" })).code).toBe("not_found");
});

test("a source whose only secret was erased refuses everything until it has another", async () => {
  await makeSource("bare");
  await api("sources/bare/secrets/key-1/erase", { method: "POST" });
  expect(await sendTo("bare", "first secret")).toBe(401);
  const { json } = await api("sources/bare/secrets/rotate", { body: {} });
  expect(await sendTo("bare", (json as { readonly value: string }).value)).toBe(200);
});

test("a repeated rotation with one idempotency key makes one secret", async () => {
  await makeSource("repeated");
  const asking = { headers: { "idempotency-key": "rotate-once" }, body: {} };
  const [one, other] = [
    await api("sources/repeated/secrets/rotate", asking),
    await api("sources/repeated/secrets/rotate", asking),
  ];
  expect(other.text).toBe(one.text);
  expect(await secretsOf("sources/repeated")).toHaveLength(2);
});

test("a caller's secret is rotated and erased like a source's", async () => {
  const callers = [{ name: "clinic", apiKey: "clinic key", secrets: ["clinic secret"] }];
  await api("sources", { body: { name: "visits", scheme: "insight-health", callers } });
  const path = "sources/visits/callers/clinic";
  const { json } = await api(`${path}/secrets/rotate`, { body: {} });
  const { value } = json as { readonly value: string };
  expect([await sendAsClinic("clinic secret"), await sendAsClinic(value)]).toEqual([200, 200]);
  await api(`${path}/secrets/key-1/erase`, { method: "POST" });
  expect([await sendAsClinic("clinic secret"), await sendAsClinic(value)]).toEqual([401, 200]);
  expect((await secretsOf(path)).map(({ state, matches }) => [state, matches])).toEqual([
    ["active", 2],
    ["revoked", 1],
  ]);
});

test("an endpoint's new secret has the form of its scheme", async () => {
  const secrets = ["whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"];
  const ehr = { name: "ehr", url: "https://ehr.example.org", scheme: "standard-webhooks", secrets };
  await api("endpoints", { body: ehr });
  const { json } = await api("endpoints/ehr/secrets/rotate", { body: {} });
  expect((json as { readonly value: string }).value).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  const refused = await api("endpoints/ehr/secrets/rotate", { body: { value: "whsec_not base64" } });
  expect(refused.code).toBe("request_invalid");
  expect(refused.text).toContain('"/value"');
  expect(refused.text).not.toContain("not base64");
  expect(await secretsOf("endpoints/ehr")).toHaveLength(2);
});

test("an operator rotates, a viewer only looks", async () => {
  await makeSource("roles");
  const path = "sources/roles/secrets";
  const asOperator = { apiKey: world.north.operator, body: {} };
  expect((await api(`${path}/rotate`, asOperator)).status).toBe(201);
  const asViewer = { apiKey: world.north.viewer };
  expect((await api(path, asViewer)).status).toBe(200);
  expect((await api(`${path}/rotate`, { ...asViewer, body: {} })).code).toBe("role_not_allowed");
});
