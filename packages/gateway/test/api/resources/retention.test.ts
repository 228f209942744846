import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startApiWorld } from "../support/api-world.ts";
import type { ApiWorld } from "../support/api-world.ts";
import { ask } from "../support/ask.ts";
import type { Asked } from "../support/ask.ts";

const reason = "asked by the clinic";

let world: ApiWorld;
beforeAll(async () => {
  world = await startApiWorld({ payloadRetentionDays: "14" });
});
afterAll(() => world[Symbol.asyncDispose]());

function call(path: string, body?: object): Promise<Asked> {
  return ask(`${world.url}/api/v1/${path}`, { apiKey: world.north.admin, ...(body && { body }) });
}

async function sendEvent(): Promise<string> {
  const { json } = await call("events", { type: "note.created", data: { name: "a patient" } });
  return (json as { readonly id: string }).id;
}

describe("the retention", () => {
  test("is shown as the gateway is set, with the sources that say otherwise", async () => {
    const source = { name: "notes", scheme: "nabla", secrets: ["a secret"], payloadRetentionDays: 3 };
    expect(await call("sources", source)).toMatchObject({ status: 201, json: { payloadRetentionDays: 3 } });
    expect((await call("retention")).json).toEqual({
      payloadDays: 14,
      metadataDays: 400,
      auditDays: 2192,
      sources: [{ source: "notes", payloadDays: 3 }],
    });
  });
});

describe("an event that is erased", () => {
  test("says so, and its payload is gone for every reader", async () => {
    const id = await sendEvent();
    expect((await call(`events/${id}`)).json).toMatchObject({ payloadPurgedAt: null, payloadPurgedBy: null });
    expect(await call(`events/${id}/erase`, { reason })).toMatchObject({ status: 200, json: { id } });
    expect((await call(`events/${id}`)).json).toMatchObject({
      payloadPurgedAt: expect.any(String) as string,
      payloadPurgedBy: "erasure",
    });
    const masked = await ask(`${world.url}/api/v1/events/${id}/masked`, { apiKey: world.north.clinical });
    const revealed = await ask(`${world.url}/api/v1/events/${id}/reveal`, {
      apiKey: world.north.clinical,
      body: { reason },
    });
    expect([revealed.status, revealed.code]).toEqual([410, "payload_purged"]);
    expect([masked.status, masked.code]).toEqual([410, "payload_purged"]);
    expect(await call(`events/${id}/erase`, { reason })).toMatchObject({
      status: 410,
      code: "payload_purged",
    });
  });

  test("is refused while a hold covers it, and told when the hold is gone", async () => {
    const id = await sendEvent();
    const held = await call("legal-holds", { scope: { event: id }, reason });
    expect(held).toMatchObject({ status: 201, json: { scope: { event: id }, reason, releasedAt: null } });
    expect(await call(`events/${id}/erase`, { reason })).toMatchObject({
      status: 409,
      code: "under_legal_hold",
    });
    const { id: holdId } = held.json as { readonly id: string };
    const released = await call(`legal-holds/${holdId}/release`, { reason });
    expect(released.json).toMatchObject({ id: holdId, releasedAt: expect.any(String) as string });
    expect(await call(`events/${id}/erase`, { reason })).toMatchObject({ status: 200 });
    expect((await call("legal-holds")).json).toMatchObject({ items: [{ id: holdId }] });
  });
});

describe("a legal hold", () => {
  test("on what does not exist is refused at its place", async () => {
    const refused = await call("legal-holds", { scope: { source: "nowhere" }, reason });
    expect(refused).toMatchObject({ status: 400, code: "request_invalid" });
    expect(refused.json).toMatchObject({ problems: [{ pointer: "/scope" }] });
  });

  test("is placed once under one idempotency key", async () => {
    const asking = {
      apiKey: world.north.admin,
      headers: { "idempotency-key": "hold-once" },
      body: { scope: { organization: true }, reason },
    };
    const [first, second] = [
      await ask(`${world.url}/api/v1/legal-holds`, asking),
      await ask(`${world.url}/api/v1/legal-holds`, asking),
    ];
    expect(second.json).toEqual(first.json);
    await call(`legal-holds/${(first.json as { readonly id: string }).id}/release`, { reason });
  });
});

describe("a week", () => {
  test("is shredded by its Monday only, and says since when", async () => {
    const erased = await sendEvent();
    await call(`events/${erased}/erase`, { reason });
    const id = await sendEvent();
    const { items } = (await call("key-weeks")).json as {
      readonly items: readonly { readonly week: string }[];
    };
    const week = items[0]?.week ?? "";
    const tuesday = new Date(Date.parse(week) + 86_400_000).toISOString().slice(0, 10);
    expect(await call(`key-weeks/${tuesday}/shred`, { reason })).toMatchObject({ status: 404 });
    const shredded = await call(`key-weeks/${week}/shred`, { reason });
    expect(shredded).toMatchObject({
      status: 200,
      json: { week, destroyedAt: expect.any(String) as string },
    });
    expect((await call(`events/${id}`)).json).toMatchObject({
      payloadPurgedAt: expect.any(String) as string,
      payloadPurgedBy: "key_destruction",
    });
    expect((await call(`events/${erased}`)).json).toMatchObject({ payloadPurgedBy: "erasure" });
    const later = await sendEvent();
    expect((await call(`events/${later}`)).json).toMatchObject({ payloadPurgedBy: null });
  });
});
