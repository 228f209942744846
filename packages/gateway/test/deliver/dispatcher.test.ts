import type { ServerResponse } from "node:http";
import { createVerifier } from "countersign";
import { nabla } from "countersign/schemes/nabla";
import { standardWebhooks } from "countersign/schemes/standard-webhooks";
import { describe, expect, test } from "vitest";
import { DeliverWorld, until } from "./support/deliver-world.ts";
import { ENDPOINT_SECRET, documentOf, endpointDocument, organizationDocument } from "./support/documents.ts";
import { openHttpReceiver } from "./support/http-receiver.ts";
import type { ReceivedRequest } from "./support/http-receiver.ts";

const HOUR_MS = 3_600_000;

/** The id of the key that a request is signed with, of those given, or why it was refused. */
function keyOf(request: ReceivedRequest, keys: Readonly<Record<string, string>>): string | undefined {
  const verdict = createVerifier(nabla, {
    keys: Object.entries(keys).map(([id, secret]) => ({ id, secret })),
  }).verify({ method: "POST", headers: request.rawHeaders, body: request.body });
  return verdict.ok ? verdict.keyId : verdict.code;
}

describe("a delivery", () => {
  test("reaches the receiver once, with the exact bytes, signed", async () => {
    await using receiver = await openHttpReceiver();
    await using world = await DeliverWorld.open(documentOf(endpointDocument({ url: receiver.url })));
    await world.start();
    const body = Buffer.from([0xef, 0xbb, 0xbf, 0x7b, 0x20, 0x7d, 0xff, 0x00]);
    const eventId = await world.post({ body });
    const { attempts } = await world.deliveryIn("delivered", eventId);
    expect(attempts).toMatchObject([{ number: 1, result: "delivered", status: 200, isFenced: false }]);
    expect(receiver.requests.map((request) => request.body)).toEqual([body]);
    const verdict = createVerifier(standardWebhooks, { keys: [{ secret: ENDPOINT_SECRET }] }).verify({
      method: "POST",
      headers: receiver.requests[0]?.rawHeaders ?? [],
      body,
    });
    expect(verdict).toMatchObject({ ok: true, eventId });
  });

  test("that was stored while nothing delivered goes out at the start", async () => {
    await using receiver = await openHttpReceiver();
    await using world = await DeliverWorld.open(documentOf(endpointDocument({ url: receiver.url })));
    const eventIds = await Promise.all(Array.from({ length: 40 }, () => world.post()));
    await world.start();
    for (const eventId of eventIds) await world.deliveryIn("delivered", eventId);
    expect(new Set(receiver.requests.map((each) => each.header("countersign-event")))).toEqual(
      new Set(eventIds),
    );
    expect(receiver.requests).toHaveLength(40);
  });

  test("is tried again until it succeeds, the number of the try told", async () => {
    await using receiver = await openHttpReceiver((_request, index) => [500, 404, 200][index] ?? 200);
    await using world = await DeliverWorld.open(documentOf(endpointDocument({ url: receiver.url })));
    await world.start();
    const { attempts } = await world.deliveryIn("delivered", await world.post());
    expect(attempts.map(({ number, result, status }) => [number, result, status])).toEqual([
      [1, "http_status", 500],
      [2, "http_status", 404],
      [3, "delivered", 200],
    ]);
    expect(receiver.requests.map((request) => request.header("countersign-attempt"))).toEqual([
      "1",
      "2",
      "3",
    ]);
    expect(world.logged("endpoint_failing")).toHaveLength(1);
    expect(world.logged("endpoint_recovered")).toMatchObject([{ count: 2 }]);
  });

  test("is counted by result and by how it ended", async () => {
    await using receiver = await openHttpReceiver((_request, index) => (index === 0 ? 503 : 200));
    await using world = await DeliverWorld.open(documentOf(endpointDocument({ url: receiver.url })));
    const dispatcher = await world.start();
    await world.deliveryIn("delivered", await world.post());
    await dispatcher.stop();
    const shown = await world.metrics.registry.metrics();
    const names = 'organization="northside",endpoint="ehr"';
    expect(shown).toContain(`countersign_attempts_total{${names},result="http_status"} 1`);
    expect(shown).toContain(`countersign_attempts_total{${names},result="delivered"} 1`);
    expect(shown).toContain(`countersign_deliveries_ended_total{${names},state="delivered"} 1`);
    expect(shown).toContain("countersign_attempts_in_flight 0");
  });

  test("is a dead letter after the last try, the start of each response kept", async () => {
    await using receiver = await openHttpReceiver(
      () => (response) => response.writeHead(500).end("x".repeat(5000)),
    );
    const endpoint = endpointDocument({ url: receiver.url, retryScheduleMs: [10, 10] });
    await using world = await DeliverWorld.open(documentOf(endpoint));
    await world.start();
    const { attempts } = await world.deliveryIn("failed", await world.post());
    expect(attempts.map(({ number }) => number)).toEqual([1, 2, 3]);
    expect(attempts.map(({ responseExcerpt }) => responseExcerpt?.length)).toEqual([4096, 4096, 4096]);
    expect(world.logged("delivery_failed")).toMatchObject([{ attempt: 3, code: "http_status", status: 500 }]);
    expect(receiver.requests).toHaveLength(3);
  });

  test.each([
    ["7200", 2 * HOUR_MS],
    ["0", 1000],
    ["9999999", 24 * HOUR_MS],
    ["Thu, 01 Jan 1970 00:00:00 GMT", 1000],
    ["soon", 300_000],
  ])("waits as a Retry-After of %j says, within bounds", async (retryAfter, pauseMs) => {
    await using receiver = await openHttpReceiver(
      () => (response) => response.writeHead(429, { "Retry-After": retryAfter }).end(),
    );
    const endpoint = endpointDocument({ url: receiver.url, retryScheduleMs: [300_000] });
    await using world = await DeliverWorld.open(documentOf(endpoint));
    const now = Date.now();
    await world.start({ now: () => now, random: () => 0.5 });
    const eventId = await world.post();
    await until(async () => (await world.delivery(eventId)).attempts.length === 1);
    expect(await world.delivery(eventId)).toMatchObject({ state: "pending", dueAt: now + pauseMs });
  });

  test("answered 410 fails at once and disables the endpoint, whose backlog is kept", async () => {
    await using receiver = await openHttpReceiver(() => 410);
    await using world = await DeliverWorld.open(
      documentOf(endpointDocument({ url: receiver.url, concurrency: 1 })),
    );
    const [first, second] = [await world.post(), await world.post()];
    await world.start();
    expect(await world.deliveryIn("failed", first)).toMatchObject({
      attempts: [{ result: "gone", status: 410 }],
    });
    await until(() => world.logged("endpoint_gone").length === 1);
    const { organizations } = await world.store.loadConfiguration();
    expect(organizations[0]?.endpoints[0]).toMatchObject({ isEnabled: false, disabledReason: "gone" });
    expect((await world.delivery(second)).state).toBe("pending");
    expect(receiver.requests).toHaveLength(1);
  });

  test("that was redirected is not sent to the new place", async () => {
    await using target = await openHttpReceiver();
    await using receiver = await openHttpReceiver(
      () => (response) => response.writeHead(308, { Location: target.url }).end(),
    );
    const endpoint = endpointDocument({ url: receiver.url, retryScheduleMs: [] });
    await using world = await DeliverWorld.open(documentOf(endpoint));
    await world.start();
    const { attempts } = await world.deliveryIn("failed", await world.post());
    expect(attempts).toMatchObject([{ result: "redirect_refused", status: 308 }]);
    expect(target.requests).toHaveLength(0);
  });

  test("to a private address fails without a connection unless that is allowed", async () => {
    await using receiver = await openHttpReceiver();
    const url = receiver.url.replace("http:", "https:");
    await using world = await DeliverWorld.open(documentOf(endpointDocument({ url, retryScheduleMs: [] })));
    await world.start({ allowsInsecureEndpoints: false });
    const { attempts } = await world.deliveryIn("failed", await world.post());
    expect(attempts).toMatchObject([{ result: "address_refused" }]);
  });
});

describe("rotation", () => {
  const NEW = { name: "new", value: "the new key" };
  const OLD = { name: "old", value: "the old key" };
  const keys = { new: NEW.value, old: OLD.value };

  test("signs with the oldest live key, and after a 401 with the next", async () => {
    await using receiver = await openHttpReceiver((_request, index) => (index === 0 ? 401 : 200));
    const scheme = (await import("countersign/schemes/suki")).suki;
    const endpoint = endpointDocument({ url: receiver.url, scheme, secrets: [NEW, OLD] });
    await using world = await DeliverWorld.open(documentOf(endpoint));
    await world.start();
    const { attempts } = await world.deliveryIn("delivered", await world.post());
    expect(attempts.map(({ result }) => result)).toEqual(["credentials_refused", "delivered"]);
    const verifier = createVerifier(scheme, {
      keys: [
        { id: "new", secret: NEW.value },
        { id: "old", secret: OLD.value },
      ],
    });
    const used = receiver.requests.map(({ rawHeaders, body }) =>
      verifier.verify({ method: "POST", headers: rawHeaders, body }),
    );
    expect(used).toMatchObject([{ keyId: "old" }, { keyId: "new" }]);
    const { organizations } = await world.store.loadConfiguration();
    const ids = organizations[0]?.endpoints[0]?.secrets.map(({ id }) => id);
    expect(attempts.map(({ secretId }) => secretId)).toEqual([ids?.[1], ids?.[0]]);
  });

  test("goes round all live keys while the receiver refuses each", async () => {
    await using receiver = await openHttpReceiver(() => 403);
    const scheme = (await import("countersign/schemes/suki")).suki;
    const endpoint = endpointDocument({ url: receiver.url, scheme, secrets: [NEW, OLD] });
    await using world = await DeliverWorld.open(documentOf(endpoint));
    await world.start();
    const { attempts } = await world.deliveryIn("failed", await world.post());
    expect(new Set(attempts.map(({ secretId }) => secretId)).size).toBe(2);
    expect(attempts[0]?.secretId).toBe(attempts[2]?.secretId);
    expect(attempts[1]?.secretId).toBe(attempts[3]?.secretId);
  });

  test("signs with every live key where the scheme's header holds a list", async () => {
    await using receiver = await openHttpReceiver();
    const endpoint = endpointDocument({ url: receiver.url, scheme: nabla, secrets: [NEW, OLD] });
    await using world = await DeliverWorld.open(documentOf(endpoint));
    await world.start();
    await world.deliveryIn("delivered", await world.post());
    const [request] = receiver.requests;
    if (request === undefined) throw new Error("nothing received");
    expect(keyOf(request, { new: keys.new })).toBe("new");
    expect(keyOf(request, { old: keys.old })).toBe("old");
    expect(keyOf(request, { other: "another key" })).toBe("no_match");
  });

  test("uses a key that was configured between two tries on the second", async () => {
    let answer = 500;
    await using receiver = await openHttpReceiver(() => answer);
    const before = endpointDocument({
      url: receiver.url,
      scheme: nabla,
      secrets: [OLD],
      retryScheduleMs: Array(99).fill(20),
    });
    await using world = await DeliverWorld.open(documentOf(before));
    await world.start();
    const eventId = await world.post();
    await until(() => receiver.requests.length > 0);
    await world.store.applyConfiguration(documentOf({ ...before, secrets: [NEW] }));
    const seen = receiver.requests.length;
    await until(() => receiver.requests.length > seen + 1);
    answer = 200;
    await world.deliveryIn("delivered", eventId);
    const used = receiver.requests.map((request) => keyOf(request, keys));
    expect(used[0]).toBe("old");
    expect(used.at(-1)).toBe("new");
    expect(used.join(" ")).toMatch(/^(old )+(new ?)+$/);
  });

  test("fails to sign, and says so, while no key is live", async () => {
    await using receiver = await openHttpReceiver();
    const secrets = [{ ...NEW, notBefore: Date.now() + HOUR_MS }];
    const endpoint = endpointDocument({ url: receiver.url, secrets, scheme: nabla, retryScheduleMs: [] });
    await using world = await DeliverWorld.open(documentOf(endpoint));
    await world.start();
    const { attempts } = await world.deliveryIn("failed", await world.post());
    expect(attempts).toMatchObject([{ result: "signing_failed" }]);
    expect(receiver.requests).toHaveLength(0);
  });
});

describe("fairness", () => {
  test("never sends more at once than an endpoint's concurrency", async () => {
    const waiting: ServerResponse[] = [];
    // Nobody is answered before three have come, nor before a fourth would have had the time to.
    const answerInThrees = (response: ServerResponse): void => {
      waiting.push(response);
      if (waiting.length === 3) setTimeout(() => waiting.splice(0).forEach((each) => each.end()), 5);
    };
    await using receiver = await openHttpReceiver(() => answerInThrees);
    await using world = await DeliverWorld.open(
      documentOf(endpointDocument({ url: receiver.url, concurrency: 3 })),
    );
    const eventIds = await Promise.all(Array.from({ length: 30 }, () => world.post()));
    await world.start();
    for (const eventId of eventIds) await world.deliveryIn("delivered", eventId);
    expect(receiver.mostAtOnce).toBe(3);
    expect(receiver.requests).toHaveLength(30);
  });

  test("never has more under way than the whole allows", async () => {
    await using receiver = await openHttpReceiver(() => (response) => setTimeout(() => response.end(), 5));
    const endpoints = ["a", "b", "c", "d", "e"].map((name) => endpointDocument({ name, url: receiver.url }));
    await using world = await DeliverWorld.open(documentOf(...endpoints));
    for (let count = 0; count < 6; count += 1) await world.post();
    await world.start({ maxInFlight: 7 });
    await until(() => receiver.requests.length === 30);
    expect(receiver.mostAtOnce).toBeLessThanOrEqual(7);
  });

  test("lets 49 endpoints deliver everything while one hangs", async () => {
    await using hanging = await openHttpReceiver(() => () => {});
    await using receiver = await openHttpReceiver();
    const endpoints = Array.from({ length: 50 }, (_, index) =>
      endpointDocument({
        name: `e${index}`,
        url: index === 0 ? hanging.url : receiver.url,
        attemptTimeoutMs: 60_000,
      }),
    );
    await using world = await DeliverWorld.open(documentOf(...endpoints));
    for (let count = 0; count < 10; count += 1) await world.post();
    await world.start({ maxInFlight: 12 });
    await until(() => receiver.requests.length === 490);
    expect(hanging.requests.length).toBeLessThanOrEqual(4);
    expect(hanging.requests.length).toBeGreaterThan(0);
  });

  test("lets a healthy endpoint deliver although hanging ones could fill every slot", async () => {
    await using hanging = await openHttpReceiver(() => () => {});
    await using receiver = await openHttpReceiver();
    const slow = Array.from({ length: 4 }, (_, index) =>
      endpointDocument({ name: `slow${index}`, url: hanging.url, concurrency: 4, attemptTimeoutMs: 60_000 }),
    );
    const healthy = endpointDocument({ name: "healthy", url: receiver.url });
    await using world = await DeliverWorld.open(documentOf(...slow, healthy));
    for (let count = 0; count < 10; count += 1) await world.post({ endpoints: slow.map(({ name }) => name) });
    await world.start({ maxInFlight: 8 });
    await until(() => hanging.requests.length >= 6);
    for (let count = 0; count < 10; count += 1) await world.post({ endpoints: ["healthy"] });
    await until(() => receiver.requests.length === 10);
    expect(hanging.requests.length).toBeLessThanOrEqual(8);
  });

  test("serves organizations in turn, however much work one has", async () => {
    const order: string[] = [];
    await using receiver = await openHttpReceiver((request) => {
      order.push(request.header("x-organization") ?? "");
      return 200;
    });
    const organizations = ["busy", "quiet"].map((name) =>
      organizationDocument(
        [endpointDocument({ url: receiver.url, concurrency: 1, headers: { "x-organization": name } })],
        { name },
      ),
    );
    await using world = await DeliverWorld.open({ organizations });
    for (let count = 0; count < 20; count += 1) await world.post({ organization: "busy" });
    for (let count = 0; count < 5; count += 1) await world.post({ organization: "quiet" });
    await world.start({ maxInFlight: 1 });
    await until(() => order.length === 25);
    expect(order.slice(0, 10).filter((name) => name === "quiet")).toHaveLength(5);
  });

  test("sends fresh work before old retries", async () => {
    const order: string[] = [];
    let answer = 500;
    await using receiver = await openHttpReceiver((request) => {
      order.push(request.header("countersign-type") ?? "");
      return answer;
    });
    const endpoint = endpointDocument({ url: receiver.url, concurrency: 1, retryScheduleMs: [60_000] });
    await using world = await DeliverWorld.open(documentOf(endpoint));
    for (let count = 0; count < 3; count += 1) await world.post({ eventType: "old" });
    const before = await world.start();
    await until(() => order.length === 3);
    await before.stop();
    for (let count = 0; count < 3; count += 1) await world.post({ eventType: "fresh" });
    answer = 200;
    await world.start({ now: () => Date.now() + HOUR_MS });
    await until(() => order.length === 9);
    expect(order.slice(3)).toEqual(["fresh", "fresh", "fresh", "old", "old", "old"]);
  });

  test("keeps an endpoint that cannot be used from stopping others, and delivers once it is mended", async () => {
    await using receiver = await openHttpReceiver();
    const broken = endpointDocument({
      name: "broken",
      url: "ftp://receiver.test/",
      retryScheduleMs: Array(99).fill(20),
    });
    const healthy = endpointDocument({ name: "healthy", url: receiver.url });
    await using world = await DeliverWorld.open(documentOf(broken, healthy));
    await world.start();
    const eventId = await world.post();
    await until(() => receiver.requests.length === 1);
    await until(async () =>
      (await world.deliveries(eventId)).some(
        ({ attempts }) => attempts.length > 0 && attempts[0]?.result === "endpoint_misconfigured",
      ),
    );
    expect(world.logged("endpoint_unusable")).toMatchObject([
      { endpoint: "broken", code: "endpoint_url_invalid" },
    ]);
    await world.store.applyConfiguration(documentOf({ ...broken, url: receiver.url }, healthy));
    await until(() => receiver.requests.length === 2);
  });

  test("finds an endpoint that was added while delivering", async () => {
    await using receiver = await openHttpReceiver();
    const first = endpointDocument({ name: "first", url: receiver.url });
    await using world = await DeliverWorld.open(documentOf(first));
    await world.start();
    await world.store.applyConfiguration(documentOf(first, { ...first, name: "second" }));
    const eventId = await world.post({ endpoints: ["second"] });
    expect(await world.deliveryIn("delivered", eventId)).toMatchObject({ attempts: [{ number: 1 }] });
  });
});
