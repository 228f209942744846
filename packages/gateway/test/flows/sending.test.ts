import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Webhook as StandardWebhook } from "standardwebhooks";
import { Webhook as SvixWebhook } from "svix";
import { OUTBOUND_SECRET, startSendingWorld } from "../api/support/sending-world.ts";
import type { SendingWorld } from "../api/support/sending-world.ts";
import type { ReceivedRequest } from "../deliver/support/http-receiver.ts";
import { waitUntil } from "../support/wait-until.ts";
import { startNablaConsumer } from "./support/nabla-consumer.ts";

let world: SendingWorld;
beforeAll(async () => {
  world = await startSendingWorld();
});
afterAll(() => world[Symbol.asyncDispose]());

async function send(type: string): Promise<void> {
  const data = { id: "n-1", status: "SUCCEEDED", payload: { note: { title: "Sp\u00e4tbesuch \u2713" } } };
  const { deliveries } = await world.client.operator.call("sendEvent", { body: { type, data } });
  expect(deliveries).toBe(1);
}

/** Rotates an endpoint's secret; gives the new one and the name of the old. */
async function rotate(endpoint: string): Promise<{ readonly value: string; readonly old: string }> {
  const { admin } = world.client;
  const params = { endpoint };
  const before = await admin.call("listEndpointSecrets", { params });
  const { value } = await admin.call("rotateEndpointSecret", { params, body: {} });
  return { value, old: before.items[0]?.name ?? "" };
}

test("a consumer written from Nabla's page alone accepts what is sent, during and after a rotation", async () => {
  const secret = "the first secret";
  await using consumer = await startNablaConsumer(secret);
  const endpoint = "nabla-consumer";
  await world.addEndpoint(endpoint, {
    url: consumer.url,
    scheme: "nabla",
    secrets: [secret],
    events: ["generate_note_async.*"],
  });
  const concluded = async (count: number): Promise<string | undefined> => {
    await send("generate_note_async.succeeded");
    await waitUntil(`conclusion ${count}`, () => consumer.conclusions.length === count);
    return consumer.conclusions.at(-1);
  };
  const processed = "processed generate_note_async.succeeded";
  expect(await concluded(1)).toBe(processed);
  const { value, old } = await rotate(endpoint);
  expect(await concluded(2)).toBe(processed);
  await consumer.useSecret(value);
  expect(await concluded(3)).toBe(processed);
  await world.client.admin.call("eraseEndpointSecret", { params: { endpoint, secret: old } });
  expect(await concluded(4)).toBe(processed);
  // The control: a consumer that missed the rotation refuses.
  await consumer.useSecret(secret);
  expect(await concluded(5)).toBe("wrong signature");
});

describe.each([
  ["standardwebhooks", StandardWebhook],
  ["svix", SvixWebhook],
] as const)("the npm library %s", (library, Webhook) => {
  test("accepts what is sent, during and after a rotation", async () => {
    const endpoint = `consumer-${library}`;
    const type = `${library}.event`;
    await world.addEndpoint(endpoint, { events: [type] });
    const first = OUTBOUND_SECRET;
    const arrival = async (count: number): Promise<ReceivedRequest> => {
      await send(type);
      await waitUntil(`arrival ${count}`, () => world.receivedBy(endpoint).length === count);
      const request = world.receivedBy(endpoint)[count - 1];
      if (request === undefined) throw new Error("nothing arrived");
      return request;
    };
    const isAccepted = (secret: string, request: ReceivedRequest): boolean => {
      const names = ["webhook-id", "webhook-timestamp", "webhook-signature"];
      const headers = Object.fromEntries(names.map((name) => [name, request.header(name) ?? ""]));
      try {
        return (new Webhook(secret).verify(request.body, headers) as { readonly type: string }).type === type;
      } catch {
        return false;
      }
    };
    expect(isAccepted(first, await arrival(1))).toBe(true);
    const { value, old } = await rotate(endpoint);
    const during = await arrival(2);
    expect([isAccepted(first, during), isAccepted(value, during)]).toEqual([true, true]);
    await world.client.admin.call("eraseEndpointSecret", { params: { endpoint, secret: old } });
    const after = await arrival(3);
    expect([isAccepted(first, after), isAccepted(value, after)]).toEqual([false, true]);
  });
});
