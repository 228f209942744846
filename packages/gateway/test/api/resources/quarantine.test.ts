import { createSigner } from "countersign";
import { nabla } from "countersign/schemes";
import { createClient } from "@countersign/contract/client";
import type { Client } from "@countersign/contract/client";
import type { Role } from "@countersign/contract";
import { expect, test } from "vitest";
import { waitUntil } from "../../support/wait-until.ts";
import { startApiWorld } from "../support/api-world.ts";
import type { ApiWorld } from "../support/api-world.ts";
import { problemCodeOf } from "../support/problem-of.ts";

const SENDERS_SECRET = "the secret that the sender has";
const WRONG_SECRET = "the secret that was configured by mistake";
const MINUTE_MS = 60_000;
/** A whole id that was never given out. */
const UNKNOWN = "qua_01kqxw3p9c7h2m5t8v0a";

const signAt = (secret: string, now: number) => createSigner(nabla, { keys: [{ secret }], now: () => now });

function event(id: string): string {
  return JSON.stringify({
    id,
    type: "note.created",
    created_at: "2026-11-02T10:00:00Z",
    data: { name: "Doe" },
  });
}

function clientOf({ url, north }: ApiWorld, role: Role): Client {
  return createClient({ url, apiKey: north[role] });
}

/** A world with a source whose secret is not the sender's. */
async function startWithWrongSecret(): Promise<ApiWorld> {
  const world = await startApiWorld();
  await clientOf(world, "admin").call("createSource", {
    body: { name: "notes", scheme: "nabla", secrets: [{ id: "wrong", value: `literal:${WRONG_SECRET}` }] },
  });
  return world;
}

/** Sends events that are signed with the sender's secret; gives the statuses. */
async function send(
  { url }: ApiWorld,
  ids: readonly string[],
  {
    signedAt = Date.now(),
    secret = SENDERS_SECRET,
  }: { readonly signedAt?: number; readonly secret?: string } = {},
): Promise<readonly number[]> {
  const statuses: number[] = [];
  for (const id of ids) {
    const body = event(id);
    const headers = { ...signAt(secret, signedAt).sign({ body }), cookie: "session=1", "x-trace": "abc" };
    const response = await fetch(`${url}/in/north/notes`, { method: "POST", body, headers });
    await response.text();
    statuses.push(response.status);
  }
  return statuses;
}

async function untilKept(world: ApiWorld, count: number): Promise<readonly string[]> {
  const client = clientOf(world, "viewer");
  await waitUntil(`${count} are kept`, async () => {
    return (await client.call("listQuarantine")).items.length === count;
  });
  return (await client.call("listQuarantine")).items.map(({ id }) => id).toReversed();
}

async function mend(world: ApiWorld): Promise<void> {
  await clientOf(world, "admin").call("rotateSourceSecret", {
    params: { source: "notes" },
    body: { value: SENDERS_SECRET },
  });
}

const everything = { filter: {} };

test("what was refused for a wrong secret is released as events once the secret is mended", async () => {
  await using world = await startWithWrongSecret();
  expect(await send(world, ["e1", "e2"])).toEqual([401, 401]);
  const ids = await untilKept(world, 2);
  const operator = clientOf(world, "operator");
  expect(await operator.call("reverifyQuarantine", { body: everything })).toMatchObject({
    looked: 2,
    passing: 0,
    refused: { no_match: 2 },
  });
  await mend(world);
  expect(await operator.call("reverifyQuarantine", { body: everything })).toMatchObject({
    looked: 2,
    passing: 2,
  });
  // The sender has tried one of them again in the meantime.
  expect(await send(world, ["e2"])).toEqual([200]);
  const released = await operator.call("releaseQuarantine", { body: everything });
  expect(released).toMatchObject({
    looked: 2,
    passing: 2,
    accepted: 1,
    duplicates: 1,
    conflicts: 0,
    next: null,
  });
  expect((await operator.call("listQuarantine")).items).toEqual([]);
  const audit = await clientOf(world, "admin").call("listAuditEntries");
  const entries = audit.items.filter(({ action }) => action === "quarantine.release");
  expect(entries.map(({ resource }) => resource.name)).toEqual(ids);
  expect(await operator.call("releaseQuarantine", { body: { ids: [...ids] } })).toMatchObject({
    looked: 0,
    missing: 2,
  });
});

test("lists by source, code and time, page after page, and counts what is kept", async () => {
  await using world = await startWithWrongSecret();
  await send(world, ["e1", "e2", "e3"]);
  const ids = await untilKept(world, 3);
  const viewer = clientOf(world, "viewer");
  const first = await viewer.call("listQuarantine", {
    query: { limit: 2, source: "notes", code: "no_match" },
  });
  expect(first.items.map(({ id }) => id)).toEqual([ids[2], ids[1]]);
  const second = await viewer.call("listQuarantine", { query: { limit: 2, cursor: first.next ?? "" } });
  expect(second).toMatchObject({ items: [{ id: ids[0], source: "notes", code: "no_match" }], next: null });
  const past = { to: "2001-01-01T00:00:00Z" };
  expect((await viewer.call("listQuarantine", { query: past })).items).toEqual([]);
  expect((await viewer.call("listQuarantine", { query: { code: "stale" } })).items).toEqual([]);
  expect(await viewer.call("countQuarantine")).toMatchObject({
    items: [{ source: "notes", items: 3, dropped: 0 }],
  });
});

test("explains and traces a refusal without showing a secret or the body", async () => {
  await using world = await startWithWrongSecret();
  await clientOf(world, "admin").call("createSource", {
    body: { name: "other", scheme: "nabla", secrets: [`literal:${SENDERS_SECRET}`] },
  });
  await send(world, ["e1"]);
  const [id = ""] = await untilKept(world, 1);
  const operator = clientOf(world, "operator");
  const explained = await operator.call("explainQuarantined", { params: { quarantined: id } });
  expect(explained).toMatchObject({ verdict: { ok: false, code: "no_match" } });
  expect(explained.findings[0]).toMatchObject({ certainty: "proved" });
  const traced = await operator.call("traceQuarantined", { params: { quarantined: id } });
  expect(traced.steps.filter(({ isRight }) => !isRight)).toMatchObject([{ step: "key" }]);
  const told = JSON.stringify([explained, traced]);
  for (const hidden of [SENDERS_SECRET, WRONG_SECRET, "Doe"]) expect(told).not.toContain(hidden);
});

test("explains as of the time when the request was received", async () => {
  await using world = await startWithWrongSecret();
  await send(world, ["e1"], { signedAt: Date.now() - 60 * MINUTE_MS });
  const [id = ""] = await untilKept(world, 1);
  const operator = clientOf(world, "operator");
  const { steps } = await operator.call("traceQuarantined", { params: { quarantined: id } });
  const age = Number(steps.find(({ step }) => step === "time")?.["ageMs"]);
  expect(Math.abs(age - 60 * MINUTE_MS)).toBeLessThan(MINUTE_MS);
});

test("says so where the source does not receive, so that nothing can be explained", async () => {
  await using world = await startWithWrongSecret();
  await send(world, ["e1"]);
  const [id = ""] = await untilKept(world, 1);
  await clientOf(world, "admin").call("disableSource", { params: { source: "notes" } });
  const operator = clientOf(world, "operator");
  const params = { quarantined: id };
  expect(await problemCodeOf(operator.call("explainQuarantined", { params }))).toBe("source_not_receiving");
  expect(await operator.call("releaseQuarantine", { body: everything })).toMatchObject({
    accepted: 0,
    refused: { source_disabled: 1 },
  });
});

test("stale requests are released only by an override with a reason, which the audit log tells", async () => {
  await using world = await startWithWrongSecret();
  await mend(world);
  await send(world, ["e1"], { signedAt: Date.now() - 60 * MINUTE_MS });
  await send(world, ["e2"], { signedAt: Date.now() - 60 * MINUTE_MS, secret: "a forger's secret" });
  await untilKept(world, 2);
  const operator = clientOf(world, "operator");
  expect(await operator.call("releaseQuarantine", { body: everything })).toMatchObject({
    accepted: 0,
    stale: 1,
    refused: { no_match: 1 },
  });
  const override = { ...everything, override: "stale" } as const;
  expect(await problemCodeOf(operator.call("releaseQuarantine", { body: override }))).toBe("request_invalid");
  const reason = "their queue was stuck for an hour";
  expect(await operator.call("releaseQuarantine", { body: { ...override, reason } })).toMatchObject({
    accepted: 1,
  });
  const { items } = await clientOf(world, "admin").call("listAuditEntries");
  expect(items.at(-1)).toMatchObject({ action: "quarantine.release", reason, facts: { override: "stale" } });
});

test("nothing overrides a signature that does not match", async () => {
  await using world = await startWithWrongSecret();
  await send(world, ["e1"]);
  await untilKept(world, 1);
  const operator = clientOf(world, "operator");
  const body = { ...everything, override: "stale", reason: "we want it anyway" } as const;
  expect(await operator.call("releaseQuarantine", { body })).toMatchObject({
    accepted: 0,
    refused: { no_match: 1 },
  });
  expect((await operator.call("listQuarantine")).items).toHaveLength(1);
});

test("reveals a request to a clinical role with a reason, its credentials and signatures hidden", async () => {
  await using world = await startWithWrongSecret();
  await send(world, ["e1"]);
  const [id = ""] = await untilKept(world, 1);
  const params = { quarantined: id };
  const body = { reason: "which patient is it" };
  const clinical = clientOf(world, "clinical");
  const revealed = await clinical.call("revealQuarantined", { params, body });
  expect(Buffer.from(revealed.bodyBase64, "base64").toString()).toBe(event("e1"));
  const shownForMs = Date.parse(revealed.shownUntil) - Date.now();
  expect(shownForMs).toBeGreaterThan(0);
  expect(shownForMs).toBeLessThanOrEqual(5 * MINUTE_MS);
  const values = new Map(revealed.headers.map(({ name, value }) => [name.toLowerCase(), value]));
  expect(values.get("x-trace")).toBe("abc");
  expect(values.get("x-nabla-webhook-signature")).toBe("***");
  expect(values.get("cookie")).toBe("***");
  expect(await problemCodeOf(clientOf(world, "admin").call("revealQuarantined", { params, body }))).toBe(
    "role_not_allowed",
  );
  const short = clinical.call("revealQuarantined", { params, body: { reason: "abc" } });
  expect(await problemCodeOf(short)).toBe("request_invalid");
  const { items } = await clientOf(world, "admin").call("listAuditEntries");
  expect(items.at(-1)).toMatchObject({ action: "quarantine.reveal", resource: { name: id }, ...body });
});

test("shows everyone the shape of a refused request, and nothing that it says", async () => {
  await using world = await startWithWrongSecret();
  await send(world, ["e1"]);
  const [id = ""] = await untilKept(world, 1);
  const viewer = clientOf(world, "viewer");
  const masked = await viewer.call("getMaskedQuarantined", { params: { quarantined: id } });
  expect(masked.body).toMatchObject({ id: "e1", type: "note.created", data: { name: "text(≤8)" } });
  expect(masked.headers.find(({ name }) => name === "x-trace")?.value).toBe("text(≤8)");
  expect(JSON.stringify(masked)).not.toMatch(/Doe|session=1|[0-9a-f]{64}/);
});

test("discards a request for good", async () => {
  await using world = await startWithWrongSecret();
  await send(world, ["e1"]);
  const [id = ""] = await untilKept(world, 1);
  const operator = clientOf(world, "operator");
  const params = { quarantined: id };
  await operator.call("discardQuarantined", { params });
  expect(await problemCodeOf(operator.call("discardQuarantined", { params }))).toBe("not_found");
  expect(await problemCodeOf(operator.call("getQuarantined", { params }))).toBe("not_found");
});

test("counts what a discard would delete, and deletes that for good: by ids, and all that fit a filter", async () => {
  await using world = await startWithWrongSecret();
  await send(world, ["e1", "e2", "e3"]);
  const [id = "", ...others] = await untilKept(world, 3);
  const operator = clientOf(world, "operator");
  const byIds = { ids: [id, UNKNOWN] };
  expect(await operator.call("previewDiscard", { body: byIds })).toEqual({ count: 1 });
  expect(await operator.call("discardQuarantine", { body: byIds })).toEqual({
    discarded: 1,
    missing: 1,
    next: null,
  });
  const none = { filter: { source: "inbox", code: "stale" } };
  expect(await operator.call("previewDiscard", { body: none })).toEqual({ count: 0 });
  const { receivedAt } = await operator.call("getQuarantined", { params: { quarantined: others[0] ?? "" } });
  const before = { filter: { to: new Date(Date.parse(receivedAt) - MINUTE_MS).toISOString() } };
  expect((await operator.call("discardQuarantine", { body: before })).discarded).toBe(0);
  const all = { filter: { code: "no_match" } };
  expect(await operator.call("previewDiscard", { body: all })).toEqual({ count: 2 });
  expect(await operator.call("discardQuarantine", { body: all })).toMatchObject({ discarded: 2, next: null });
  expect((await operator.call("listQuarantine")).items).toEqual([]);
  const { items } = await clientOf(world, "admin").call("listAuditEntries", {
    query: { action: "quarantine.*" },
  });
  expect(items.map(({ resource }) => resource.name).toSorted()).toEqual([id, ...others].toSorted());
});
