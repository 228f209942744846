import { expect, test, describe } from "vitest";
import { DeliverWorld, until } from "./support/deliver-world.ts";
import { documentOf, endpointDocument } from "./support/documents.ts";
import { openHttpReceiver } from "./support/http-receiver.ts";
import { runIsolationRound, WANTED_DELIVERIES } from "./isolation-rounds.ts";

/** As many as are written within a second; the slow suite takes a million. */
const BACKLOG = 50_000;

describe("one bad endpoint of fifty, with a long backlog", () => {
  test.each([
    ["dead", [{ organization: "northside", endpoint: "bad", count: 10 }]],
    ["answering 500", [{ organization: "northside", endpoint: "bad", count: 10 }]],
    // Its attempts have not come to their end yet.
    ["hanging", []],
  ] as const)(
    "that is %s costs the others nothing: each gets every event once",
    async (badness, circuits) => {
      const { counts, opened, triedByBad } = await runIsolationRound(badness, BACKLOG);
      expect(counts.length).toBe(WANTED_DELIVERIES);
      expect(new Set(counts)).toEqual(new Set([1]));
      // Those under way at once, and no more: what waits behind the circuit is not tried.
      expect(triedByBad).toBeLessThan(20);
      expect(opened).toMatchObject(circuits);
    },
  );
});

describe("the circuit of an endpoint", () => {
  const circuit = { failures: 3, pauseMs: 100, maxPauseMs: 200 };

  test("opens, is tried with one delivery, closes with its success, and burns no try of the others", async () => {
    let isUp = false;
    await using receiver = await openHttpReceiver(() => (isUp ? 200 : 503));
    const endpoint = endpointDocument({
      url: receiver.url,
      circuit,
      concurrency: 3,
      retryScheduleMs: [1, 1, 1, 1],
    });
    await using world = await DeliverWorld.open(documentOf(endpoint));
    const eventIds = await Promise.all(Array.from({ length: 30 }, () => world.post()));
    await world.start();
    await until(async () => {
      const shown = await world.metrics.registry.metrics();
      return /circuit_changes_total\{[^}]*state="reopened"\} [2-9]/.test(shown);
    });
    const [state] = await world.store.endpointStates(Date.now());
    expect(state).toMatchObject({ pending: 30 - (state?.inFlight ?? 0) });
    isUp = true;
    const attempts: number[] = [];
    for (const eventId of eventIds) {
      attempts.push((await world.deliveryIn("delivered", eventId)).attempts.length);
    }
    // Three opened the circuit and a few were tried in vain; all others went with their first try.
    expect(attempts.filter((count) => count === 1).length).toBeGreaterThan(15);
    expect(world.logged("delivery_failed")).toEqual([]);
    expect(world.logged("circuit_opened")).toMatchObject([{ code: "http_status", count: 3 }]);
    expect(world.logged("circuit_closed")).toHaveLength(1);
    expect(await world.store.endpointStates(Date.now())).toMatchObject([{ circuit: "closed", pending: 0 }]);
  });

  test("stays closed while a receiver refuses one of several keys", async () => {
    await using receiver = await openHttpReceiver((request) =>
      request.header("countersign-attempt") === "1" ? 401 : 200,
    );
    const secrets = ["new", "old"].map((name) => ({
      name,
      value: `whsec_${Buffer.from(`an endpoint's key, the ${name} one`).toString("base64")}`,
    }));
    const endpoint = endpointDocument({ url: receiver.url, secrets, circuit, retryScheduleMs: [1, 1] });
    await using world = await DeliverWorld.open(documentOf(endpoint));
    await world.start();
    for (let index = 0; index < 10; index += 1) await world.deliveryIn("delivered", await world.post());
    expect(world.logged("circuit_opened")).toEqual([]);
  });
});

describe("the rate of an endpoint", () => {
  test("holds with two dispatchers on one store", async () => {
    await using receiver = await openHttpReceiver();
    const rate = { count: 20, periodMs: 1000, burst: 10 };
    await using world = await DeliverWorld.open(
      documentOf(endpointDocument({ url: receiver.url, rate, concurrency: 100 })),
    );
    await Promise.all(Array.from({ length: 25 }, () => world.post()));
    let now = Date.now();
    const clock = { now: (): number => now };
    await Promise.all([world.start(clock), world.start(clock)]);
    for (const delivered of [10, 20, 25]) {
      await until(() => receiver.requests.length >= delivered);
      await until(async () => (await world.store.endpointStates(now))[0]?.inFlight === 0);
      expect(receiver.requests).toHaveLength(delivered);
      expect(await world.store.endpointStates(now)).toMatchObject([{ pending: 25 - delivered }]);
      now += 500;
    }
  });
});

describe("the active hours of an endpoint", () => {
  test("hold deliveries back until they begin, and other endpoints go on", async () => {
    await using receiver = await openHttpReceiver();
    const activeHours = [
      { days: [1, 2, 3, 4, 5, 6, 7], fromMinute: 540, toMinute: 600, timeZone: "Europe/Berlin" },
    ];
    const endpoints = [
      endpointDocument({ name: "hours", url: `${receiver.url}/hours`, activeHours }),
      endpointDocument({ name: "always", url: `${receiver.url}/always` }),
    ];
    await using world = await DeliverWorld.open(documentOf(...endpoints));
    let now = Date.parse("2026-11-23T08:59:59.000+01:00");
    await world.start({ now: () => now });
    await world.post();
    await until(() => receiver.requests.length === 1);
    await world.post({ endpoints: ["always"] });
    await until(() => receiver.requests.length === 2);
    expect(receiver.requests.map(({ url }) => url)).toEqual(["/hook/always", "/hook/always"]);
    now += 1000;
    await world.post({ endpoints: ["always"] });
    await until(() => receiver.requests.length === 4);
    expect(receiver.requests.filter(({ url }) => url === "/hook/hours")).toHaveLength(1);
    now = Date.parse("2026-11-23T10:00:00.000+01:00");
    const late = await world.post();
    await until(() => receiver.requests.length === 5);
    expect((await world.deliveries(late)).map(({ state }) => state)).toContain("pending");
  });
});

describe("deliveries with an ordering key", () => {
  test("arrive in the order of their commit, whatever fails on the way, and other keys do not wait", async () => {
    const tries = new Map<string, number>();
    await using receiver = await openHttpReceiver((request) => {
      const id = request.header("countersign-event") ?? "";
      tries.set(id, (tries.get(id) ?? 0) + 1);
      // Every event fails once, so that later ones could overtake it.
      return tries.get(id) === 1 ? 503 : 200;
    });
    const endpoint = endpointDocument({
      url: receiver.url,
      circuit: { failures: 0, pauseMs: 1000, maxPauseMs: 1000 },
      retryScheduleMs: [30, 30],
      concurrency: 16,
    });
    await using world = await DeliverWorld.open(documentOf(endpoint));
    await world.start();
    const keys = ["a", "b", "c"];
    const posted = new Map<string, string[]>(keys.map((key) => [key, []]));
    for (let index = 0; index < 15; index += 1) {
      const key = keys[index % 3] ?? "";
      posted.get(key)?.push(await world.post({ orderingKey: key }));
    }
    await until(() => receiver.requests.length === 30);
    const succeeded = receiver.requests
      .filter((request) => request.header("countersign-attempt") === "2")
      .map((request) => request.header("countersign-event") ?? "");
    for (const ids of posted.values()) {
      expect(succeeded.filter((id) => ids.includes(id))).toEqual(ids);
    }
    // The first of each key went out before the second of any.
    const firsts = new Set([...posted.values()].map(([id]) => id));
    expect(new Set(succeeded.slice(0, 3))).toEqual(firsts);
  });
});
