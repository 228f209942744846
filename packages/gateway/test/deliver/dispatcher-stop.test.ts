import type { ServerResponse } from "node:http";
import { describe, expect, test } from "vitest";
import { DeliverWorld, until } from "./support/deliver-world.ts";
import { documentOf, endpointDocument } from "./support/documents.ts";
import { openHttpReceiver } from "./support/http-receiver.ts";
import type { HttpReceiver } from "./support/http-receiver.ts";

interface PatientReceiver {
  readonly receiver: HttpReceiver;
  /** Responses that wait to be ended by the test. */
  readonly waiting: ServerResponse[];
}

async function openPatientReceiver(): Promise<PatientReceiver> {
  const waiting: ServerResponse[] = [];
  const receiver = await openHttpReceiver(() => (response) => waiting.push(response));
  return { receiver, waiting };
}

describe("stopping", () => {
  test("lets attempts under way end, records them, and claims nothing more", async () => {
    const { receiver, waiting } = await openPatientReceiver();
    await using _closing = receiver;
    await using world = await DeliverWorld.open(
      documentOf(endpointDocument({ url: receiver.url, concurrency: 1 })),
    );
    const [first, second] = [await world.post(), await world.post()];
    const dispatcher = await world.start();
    await until(() => waiting.length === 1);
    const stopped = dispatcher.stop();
    for (const response of waiting) response.end();
    await stopped;
    expect(await world.delivery(first)).toMatchObject({
      state: "delivered",
      attempts: [{ result: "delivered" }],
    });
    expect(await world.delivery(second)).toMatchObject({ state: "pending", attempts: [] });
    expect(receiver.requests).toHaveLength(1);
  });

  test("cuts what is still under way at the end of the time; it is tried again later", async () => {
    const { receiver, waiting } = await openPatientReceiver();
    await using _closing = receiver;
    await using world = await DeliverWorld.open(documentOf(endpointDocument({ url: receiver.url })));
    const eventId = await world.post();
    const dispatcher = await world.start();
    await until(() => waiting.length === 1);
    await dispatcher.stop(0);
    expect(await world.delivery(eventId)).toMatchObject({
      state: "pending",
      attempts: [{ result: "interrupted" }],
    });
    expect(world.logged("attempts_interrupted")).toEqual([{ count: 1 }]);
  });

  test("ends at once when nothing is under way, and may be asked for twice", async () => {
    await using receiver = await openHttpReceiver();
    await using world = await DeliverWorld.open(documentOf(endpointDocument({ url: receiver.url })));
    const dispatcher = await world.start();
    await Promise.all([dispatcher.stop(), dispatcher.stop()]);
    const eventId = await world.post();
    expect(await world.delivery(eventId)).toMatchObject({ state: "pending", attempts: [] });
  });

  test("is possible before the start", async () => {
    await using world = await DeliverWorld.open(documentOf());
    const dispatcher = await world.dispatcher();
    await expect(dispatcher.stop()).resolves.toBeUndefined();
  });
});

describe("leases", () => {
  test("an outcome that comes after its lease changes nothing, and is told", async () => {
    const { receiver, waiting } = await openPatientReceiver();
    await using _closing = receiver;
    await using world = await DeliverWorld.open(documentOf(endpointDocument({ url: receiver.url })));
    let aheadMs = 0;
    const eventId = await world.post();
    await world.start({ now: () => Date.now() + aheadMs });
    await until(() => waiting.length === 1);
    aheadMs = 3_600_000;
    await world.post();
    await until(() => waiting.length === 3);
    const again = receiver.requests.findLastIndex(
      (request) => request.header("countersign-event") === eventId,
    );
    waiting[0]?.writeHead(500).end();
    await until(() => world.logged("lease_lost").length === 1);
    expect(await world.delivery(eventId)).toMatchObject({
      state: "in_flight",
      attempts: [{ isFenced: true, status: 500 }],
    });
    waiting[again]?.end();
    expect(await world.deliveryIn("delivered", eventId)).toMatchObject({
      attempts: [{ isFenced: true }, { isFenced: false, result: "delivered" }],
    });
    for (const response of waiting) response.end();
  });

  test("that ended without an outcome are found and their deliveries sent again", async () => {
    await using receiver = await openHttpReceiver();
    await using world = await DeliverWorld.open(documentOf(endpointDocument({ url: receiver.url })));
    const eventId = await world.post();
    const { organizations } = await world.store.loadConfiguration();
    const [organization] = organizations;
    const endpoint = organization?.endpoints[0];
    if (organization === undefined || endpoint === undefined) throw new Error("no endpoint");
    const leaseMs = 1;
    const wanted = {
      organizationId: organization.id,
      configVersion: organization.configVersion,
      endpointId: endpoint.id,
    };
    await world.store.claim({ now: 1, wanted: [{ ...wanted, limit: 1, concurrency: 4, leaseMs }] });
    await world.start();
    await world.deliveryIn("delivered", eventId);
    expect(world.logged("leases_expired")).toEqual([{ count: 1 }]);
  });
});

describe("a store that fails for a while", () => {
  test("is asked again with pauses, and nothing is lost", async () => {
    await using receiver = await openHttpReceiver();
    await using world = await DeliverWorld.open(documentOf(endpointDocument({ url: receiver.url })));
    let failures = 3;
    const failing = new Proxy(world.store, {
      get(store, name) {
        if (name === "dueEndpoints" && failures > 0) {
          failures -= 1;
          return () => Promise.reject(Object.assign(new Error("down"), { code: "store_unavailable" }));
        }
        const value: unknown = Reflect.get(store, name, store);
        return typeof value === "function" ? value.bind(store) : value;
      },
    });
    const eventId = await world.post();
    await world.start({ store: failing });
    await world.deliveryIn("delivered", eventId);
    expect(world.logged("delivering_paused")).toMatchObject([
      { errorCode: "store_unavailable", retryInMs: 100 },
      { retryInMs: 200 },
      { retryInMs: 400 },
    ]);
  });
});

describe("connections", () => {
  test("are kept while a new configuration leaves address and limits as they are", async () => {
    const ports = new Set<number | undefined>();
    await using receiver = await openHttpReceiver(() => (response) => {
      ports.add(response.socket?.remotePort);
      response.end();
    });
    const endpoint = endpointDocument({ url: receiver.url, concurrency: 1 });
    await using world = await DeliverWorld.open(documentOf(endpoint));
    await world.start();
    await world.deliveryIn("delivered", await world.post());
    await world.store.applyConfiguration(documentOf({ ...endpoint, headers: { "x-new": "1" } }));
    await world.deliveryIn("delivered", await world.post());
    expect(receiver.requests.at(-1)?.header("x-new")).toBe("1");
    expect(ports.size).toBe(1);
  });
});
