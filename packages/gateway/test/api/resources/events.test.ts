import { createSigner } from "countersign";
import { nabla } from "countersign/schemes/nabla";
import { afterAll, beforeAll, expect, test } from "vitest";
import { post } from "../../flows/support/senders.ts";
import { waitUntil } from "../../support/wait-until.ts";
import { startSendingWorld } from "../support/sending-world.ts";
import type { SendingWorld } from "../support/sending-world.ts";
import { problemCodeOf } from "../support/problem-of.ts";

let world: SendingWorld;

beforeAll(async () => {
  world = await startSendingWorld();
  await world.addEndpoint("notes", { events: ["note.*"] });
  await world.addEndpoint("final", {
    events: ["lab.*"],
    where: [{ pointer: "/data/status", oneOf: ["final", "amended"] }],
  });
});
afterAll(() => world[Symbol.asyncDispose]());

test("wraps data once, and sends the same bytes to whoever wants the event", async () => {
  const { client } = world;
  const data = { note: { title: "Visit", sections: [] } };
  const sent = await client.operator.call("sendEvent", { body: { type: "note.created", data } });
  expect(sent).toMatchObject({ duplicate: false, deliveries: 1 });
  await waitUntil("the event arrives", () => world.receivedBy("notes").length === 1);
  const [request] = world.receivedBy("notes");
  const message = JSON.parse(request?.body.toString() ?? "") as Record<string, unknown>;
  expect(Object.keys(message)).toEqual(["id", "created_at", "type", "data"]);
  expect(message).toMatchObject({ type: "note.created", data });
  expect(request?.header("countersign-event")).toBe(sent.id);
  expect(request?.header("countersign-source")).toBe("api");
  expect(request?.header("webhook-id")).toBe(sent.id);
  const event = await client.viewer.call("getEvent", { params: { event: sent.id } });
  expect(event).toMatchObject({ source: "api", type: "note.created", recognisedBy: "event_id" });
  expect(event.deliveries).toMatchObject([{ endpoint: "notes", attempts: 1 }]);
});

test("sends exact bytes as they are, with their content type", async () => {
  const bytes = Buffer.from([0xff, 0x00, 0x7b, 0x0a]);
  const before = world.receivedBy("notes").length;
  await world.client.operator.call("sendEvent", {
    body: { type: "note.raw", bodyBase64: bytes.toString("base64"), contentType: "application/x-raw" },
  });
  await waitUntil("the bytes arrive", () => world.receivedBy("notes").length > before);
  const request = world.receivedBy("notes").at(-1);
  expect(request?.body).toEqual(bytes);
  expect(request?.header("content-type")).toBe("application/x-raw");
});

test("sends a repeat under the same key once, and refuses the key for another content", async () => {
  const { operator } = world.client;
  const body = { type: "note.keyed", data: { n: 1 }, dedupeKey: "order-1" };
  const first = await operator.call("sendEvent", { body });
  const again = await operator.call("sendEvent", { body });
  expect(again).toEqual({ id: first.id, duplicate: true, deliveries: 1 });
  const other = operator.call("sendEvent", { body: { ...body, data: { n: 2 } } });
  expect(await problemCodeOf(other)).toBe("dedupe_key_reused");
  const { items } = await operator.call("listEvents", { query: { type: "note.keyed" } });
  expect(items).toHaveLength(1);
});

test("takes the Idempotency-Key for a dedupe key, also of requests at the same time", async () => {
  const { operator } = world.client;
  const call = { body: { type: "note.idempotent", data: 1 }, idempotencyKey: "order-1" };
  const sent = await Promise.all(Array.from({ length: 5 }, () => operator.call("sendEvent", call)));
  expect(new Set(sent.map(({ id }) => id)).size).toBe(1);
  expect(sent.filter(({ duplicate }) => !duplicate)).toHaveLength(1);
  const other = operator.call("sendEvent", { ...call, body: { type: "note.idempotent", data: 2 } });
  expect(await problemCodeOf(other)).toBe("idempotency_key_reused");
});

test.each([
  ["neither data nor bytes", {}],
  ["both", { data: 1, bodyBase64: "AA==", contentType: "text/plain" }],
  ["bytes without their type", { bodyBase64: "AA==" }],
  ["what is not base64", { bodyBase64: "A", contentType: "text/plain" }],
  ["a type that no header can hold", { type: "nöte", data: 1 }],
])("refuses %s", async (_what, body) => {
  const calling = world.client.operator.call("sendEvent", { body: { type: "note.bad", ...body } });
  expect(await problemCodeOf(calling)).toBe("request_invalid");
});

test("asks an endpoint's conditions of what is sent and of what is received", async () => {
  const { client, api } = world;
  const send = (status: unknown): Promise<{ readonly deliveries: number }> =>
    client.operator.call("sendEvent", { body: { type: "lab.result", data: { status } } });
  expect((await send("final")).deliveries).toBe(1);
  expect((await send("preliminary")).deliveries).toBe(0);
  const secret = "the secret of the lab";
  await client.admin.call("createSource", { body: { name: "lab", scheme: "nabla", secrets: [secret] } });
  for (const [id, status] of [
    ["lab-1", "amended"],
    ["lab-2", "preliminary"],
  ]) {
    const body = JSON.stringify({ id, type: "lab.result", data: { status } });
    const headers = createSigner(nabla, { keys: [{ secret }] }).sign({ body });
    expect((await post(`${api.running.url}/in/north/lab`, body, headers)).status).toBe(200);
  }
  const { items } = await client.viewer.call("listDeliveries", { query: { source: "lab" } });
  expect(items).toMatchObject([{ endpoint: "final", eventType: "lab.result" }]);
});

test("shows everyone the shape of a payload, and only the clinical role what it says, with a reason", async () => {
  const { client } = world;
  const data = { patient: { name: "Ada Lovelace", age: 36, isWell: true }, "ada@example.org": null };
  const { id } = await client.operator.call("sendEvent", { body: { type: "note.secret", data } });
  const params = { event: id };
  const masked = await client.viewer.call("getMaskedEvent", { params });
  expect(masked.body).toMatchObject({
    type: "text(≤32)",
    data: { patient: { name: "text(≤32)", age: "number", isWell: "boolean" }, "key2:text(≤32)": null },
  });
  expect(JSON.stringify(masked)).not.toMatch(/Ada|Lovelace|ada@/);
  // Of the body alone: an id may hold any two digits.
  expect(JSON.stringify(masked.body)).not.toContain("36");
  const refused = client.operator.call("revealEvent", { params, body: { reason: "out of curiosity" } });
  expect(await problemCodeOf(refused)).toBe("role_not_allowed");
  const short = client.clinical.call("revealEvent", { params, body: { reason: "why" } });
  expect(await problemCodeOf(short)).toBe("request_invalid");
  const { bodyBase64, shownUntil } = await client.clinical.call("revealEvent", {
    params,
    body: { reason: "ward 7" },
  });
  expect(Date.parse(shownUntil)).toBeGreaterThan(Date.now());
  expect(Buffer.from(bodyBase64, "base64").toString()).toContain("Ada Lovelace");
  const { items } = await client.admin.call("listAuditEntries", { query: { limit: 200 } });
  expect(items.findLast(({ action }) => action === "event.reveal")).toMatchObject({
    reason: "ward 7",
    resource: { kind: "event", name: id },
    actor: { kind: "api_key", name: "north clinical" },
  });
});

test("lists by what is asked, page by page, and tails in the order of commit", async () => {
  const { operator } = world.client;
  const ids: string[] = [];
  for (let n = 0; n < 5; n += 1) {
    ids.push((await operator.call("sendEvent", { body: { type: `tail.${n}`, data: n } })).id);
  }
  const found: string[] = [];
  for (let cursor: string | undefined; ;) {
    const query = {
      order: "asc",
      type: "tail.*",
      limit: 2,
      ...(cursor !== undefined && { cursor }),
    } as const;
    const page = await operator.call("listEvents", { query });
    found.push(...page.items.map(({ id }) => id));
    if (page.next === null) break;
    cursor = page.next;
  }
  expect(found).toEqual(ids);
  const { items } = await operator.call("listEvents", { query: { type: "tail.*", source: "api" } });
  expect(items.map(({ id }) => id)).toEqual(ids.toReversed());
  const missed = await operator.call("listEvents", { query: { missedBy: "notes", type: "tail.*" } });
  expect(missed.items).toEqual([]);
});

test("sends a test to one endpoint whatever it subscribes to, but not to a disabled one", async () => {
  const { operator, admin } = world.client;
  const params = { endpoint: "final" };
  const before = world.receivedBy("final").length;
  const { id, deliveries } = await operator.call("testEndpoint", { params });
  expect(deliveries).toBe(1);
  await waitUntil("the test arrives", () => world.receivedBy("final").length > before);
  const request = world.receivedBy("final").at(-1);
  expect(request?.header("countersign-event")).toBe(id);
  expect(request?.header("countersign-type")).toBe("countersign.test");
  await admin.call("disableEndpoint", { params });
  expect(await problemCodeOf(operator.call("testEndpoint", { params }))).toBe("endpoint_disabled");
  await admin.call("enableEndpoint", { params });
});
