import { createHash } from "node:crypto";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { createClient } from "@countersign/contract/client";
import type { Client } from "@countersign/contract/client";
import { expect, test } from "vitest";
import { keyText } from "../api/support/api-world.ts";
import { openHttpReceiver } from "../deliver/support/http-receiver.ts";
import { openBuiltStore } from "../support/built-store.ts";
import { startGatewayProcess } from "../support/gateway-process.ts";
import type { GatewayProcess } from "../support/gateway-process.ts";
import { temporaryDirectory } from "../support/temporary-directory.ts";
import { waitUntil } from "../support/wait-until.ts";

const EVENTS = 400;
/** As many as a busy machine stores at once within the second and a half after which it says 503. */
const SENT_AT_ONCE = 50;
/** Slow enough to be killed in the middle, fast enough to end within seconds. */
const RATE_PER_SECOND = 200;
/** On a shared store a killed gateway's leases end by their time: that of an attempt and 15 s. */
const ATTEMPT_TIMEOUT_MS = 1000;
const TEST_TIMEOUT_MS = 120_000;
/** Deliveries under way at once: as many may be sent again after the crash. */
const CONCURRENCY = 4;

const actor = { kind: "gateway", name: "test" } as const;

/** A data directory whose store has one organization with one admin key. */
async function seed(dataDirectory: string): Promise<void> {
  await mkdir(dataDirectory, { mode: 0o700 });
  await using store = await openBuiltStore(dataDirectory);
  const { id: organizationId } = await store.organizations.ensure(actor, "north");
  const keyHash = createHash("sha256").update(keyText("admin")).digest();
  await store.access.createApiKey(actor, { organizationId, name: "admin", role: "admin", keyHash });
}

function start(dataDirectory: string): Promise<GatewayProcess> {
  return startGatewayProcess({ dataDirectory, flags: ["--allow-insecure-endpoints"] });
}

function clientOf({ url }: GatewayProcess): Client {
  return createClient({ url, apiKey: keyText("admin") });
}

test(
  "a replay that is killed at about 30 % goes on after the restart, sends none twice beyond the crash, and its counts add up",
  async () => {
    await using directory = await temporaryDirectory("replay");
    await using receiver = await openHttpReceiver();
    const dataDirectory = join(directory.path, "data");
    await seed(dataDirectory);

    const killed = await start(dataDirectory);
    const before = clientOf(killed);
    await before.call("createEndpoint", {
      body: {
        name: "archive",
        url: receiver.url,
        scheme: "nabla",
        secrets: ["a secret"],
        events: ["nothing"],
        concurrency: CONCURRENCY,
        attemptTimeoutMs: ATTEMPT_TIMEOUT_MS,
      },
    });
    for (let sent = 0; sent < EVENTS; sent += SENT_AT_ONCE) {
      const some = Array.from({ length: SENT_AT_ONCE }, (_, index) => sent + index);
      await Promise.all(some.map((data) => before.call("sendEvent", { body: { type: "note", data } })));
    }
    const made = await before.call("createReplay", {
      body: {
        what: "resend",
        filter: {},
        to: "archive",
        ratePerSecond: RATE_PER_SECOND,
        reason: "the archive was lost",
      },
    });
    expect(made.total).toBe(EVENTS);
    await waitUntil("30 % have arrived", () => receiver.requests.length >= 0.3 * EVENTS);
    await killed.kill();
    const arrivedBefore = receiver.requests.length;
    expect(arrivedBefore).toBeLessThan(EVENTS);

    await using restarted = await start(dataDirectory);
    const after = clientOf(restarted);
    const params = { replay: made.id };
    await waitUntil("it is done", async () => (await after.call("getReplay", { params })).state === "done");
    const done = await after.call("getReplay", { params });
    expect(done).toMatchObject({ total: EVENTS, done: EVENTS, skipped: 0, failed: 0 });
    await waitUntil("all are delivered", async () => {
      const query = { endpoint: "archive", state: "delivered", limit: 1 } as const;
      const { items } = await after.call("listDeliveries", { query });
      const open = await after.call("listDeliveries", { query: { ...query, state: "pending" } });
      const flying = await after.call("listDeliveries", { query: { ...query, state: "in_flight" } });
      return items.length > 0 && open.items.length + flying.items.length === 0;
    });

    const deliveries = receiver.requests.map((request) => request.header("countersign-delivery"));
    const events = receiver.requests.map((request) => request.header("countersign-event"));
    // One delivery of each event, however often the process died.
    expect(new Set(events).size).toBe(EVENTS);
    expect(new Set(deliveries).size).toBe(EVENTS);
    const again = deliveries.filter((id, index) => deliveries.indexOf(id) !== index);
    expect(again.length).toBeLessThanOrEqual(CONCURRENCY);
    // What came twice was under way when the process died: it had come once before, and once after.
    const inCrash = again.map((id) => [
      deliveries.indexOf(id) < arrivedBefore,
      deliveries.lastIndexOf(id) >= arrivedBefore,
    ]);
    expect(inCrash).toEqual(again.map(() => [true, true]));
  },
  TEST_TIMEOUT_MS,
);
