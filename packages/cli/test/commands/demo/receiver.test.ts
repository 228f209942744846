import { createSigner } from "countersign";
import { standardWebhooks } from "countersign/schemes/standard-webhooks";
import { afterEach, beforeEach, expect, it } from "vitest";
import { sha256Of, startReceiver } from "../../../src/commands/demo/receiver.ts";
import type { Receiver } from "../../../src/commands/demo/receiver.ts";

const SECRET = `whsec_${Buffer.alloc(32, 7).toString("base64")}`;
const BODY = '{"type":"test"}';
const signer = createSigner(standardWebhooks, { keys: [{ secret: SECRET }] });

let receiver: Receiver;
beforeEach(async () => {
  receiver = await startReceiver(SECRET);
});
afterEach(async () => await receiver.close());

async function deliver(eventId: string, body: string): Promise<number> {
  const headers = { ...signer.sign({ id: eventId, body: BODY }), "countersign-event": eventId };
  const response = await fetch(receiver.url, { method: "POST", headers, body });
  await response.arrayBuffer();
  return response.status;
}

it("notes a delivery whose signature fits its bytes as verified", async () => {
  expect(await deliver("evt_1", BODY)).toBe(204);
  expect(receiver.deliveries).toMatchObject([
    { eventId: "evt_1", isVerified: true, bodySha256: sha256Of(Buffer.from(BODY)) },
  ]);
});

it("notes a delivery with other bytes than were signed as not verified, and refuses it", async () => {
  expect(await deliver("evt_1", `${BODY}\n`)).toBe(401);
  expect(receiver.deliveries).toMatchObject([{ eventId: "evt_1", isVerified: false }]);
});

it("waits for events, not for deliveries: one that comes twice counts once", async () => {
  const arrivals: string[] = [];
  const waiting = receiver.waitForEvents(2, new AbortController().signal).then(() => arrivals.push("done"));
  for (const eventId of ["evt_1", "evt_1", "evt_2"]) {
    arrivals.push(eventId);
    await deliver(eventId, BODY);
  }
  await waiting;
  expect(arrivals).toEqual(["evt_1", "evt_1", "evt_2", "done"]);
});

it("stops waiting when told to", async () => {
  const controller = new AbortController();
  const waiting = receiver.waitForEvents(1, controller.signal);
  controller.abort();
  await expect(waiting).resolves.toBeUndefined();
});
