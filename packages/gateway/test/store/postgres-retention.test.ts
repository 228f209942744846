import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import type { PurgePace, PurgeSummary } from "../../src/store/retention/retention-store.ts";
import type { Store } from "../../src/store/store.ts";
import { Aging, DAY_MS, actor, reason, retentionPolicy } from "./aging.ts";
import { openBeside } from "./postgres-gateways.ts";
import { postgresHarness } from "./postgres-harness.ts";
import { first } from "./scenario.ts";

/** Two steps of a purge of payloads, and two of metadata. */
const EVENTS = 150;

/** Placed before the purge goes on, on the newest events: it deletes the oldest first. */
const HOLDS_AHEAD = 10;

interface Gateways {
  readonly aging: Aging;
  readonly other: Store;
  readonly eventIds: readonly string[];
}

/** Two gateways on one database with events that are delivered and old. */
async function startWithOldEvents(ageDays: number, count = EVENTS): Promise<Gateways> {
  const aging = await Aging.start(postgresHarness);
  const eventIds: string[] = [];
  // Some blobs of one event, some of several.
  for (let index = 0; index < count; index += 5) {
    eventIds.push(await aging.accept(`lone-${index}`));
    const together = [1, 2, 3, 4].map((place) => aging.accept(`together-${index + place}`));
    eventIds.push(...(await Promise.all(together)));
  }
  while ((await aging.scenario.store.countDeliveries()).pending > 0) await aging.deliverAll();
  aging.now += ageDays * DAY_MS;
  const other = await openBeside(aging.scenario, { now: () => aging.now });
  return { aging, other, eventIds };
}

function purge(
  store: Store,
  { now }: Aging,
  rest: PurgePace["rest"] = () => Promise.resolve(),
): Promise<PurgeSummary> {
  return store.retention.purge(retentionPolicy, { now, rest });
}

async function purgedItems({ scenario, organizationId }: Aging): Promise<Readonly<Record<string, number>>> {
  const entries = await scenario.store.audit.list(organizationId, { afterPosition: 0, limit: 1000 });
  const items: Record<string, number> = {};
  for (const { action, resource, facts } of entries) {
    if (action !== "retention.purge") continue;
    items[resource.name] = (items[resource.name] ?? 0) + Number(facts?.["items"]);
  }
  return items;
}

function told(summaries: readonly PurgeSummary[]): Readonly<Record<string, number>> {
  const items: Record<string, number> = {};
  for (const { what, items: count } of summaries.flatMap(({ purged }) => purged)) {
    items[what] = (items[what] ?? 0) + count;
  }
  return items;
}

describe("a purge by two gateways at once", () => {
  test("deletes each thing once, and what both tell and audit adds up to it", async () => {
    const { aging, other } = await startWithOldEvents(401);
    const { scenario, organizationId } = aging;
    const summaries = await Promise.all([purge(scenario.store, aging), purge(other, aging)]);
    // What one has counted after the other's report is told by the next run.
    summaries.push(await purge(other, aging));
    expect(told(summaries)).toMatchObject({ payloads: EVENTS, metadata: EVENTS });
    expect(await purgedItems(aging)).toEqual(told(summaries));
    expect(await scenario.store.listEvents(organizationId, { afterPosition: 0, limit: 10 })).toEqual([]);
    expect(await scenario.store.countDeliveries()).toEqual({
      pending: 0,
      in_flight: 0,
      delivered: 0,
      failed: 0,
      held: 0,
      cancelled: 0,
    });
    expect(await scenario.store.audit.verify(organizationId)).toMatchObject({ isIntact: true });
  });

  test("keeps one chain of the audit log, whose beginning never goes back, also while it is verified", async () => {
    const aging = await Aging.start(postgresHarness);
    const { scenario, organizationId } = aging;
    const other = await openBeside(scenario, { now: () => aging.now });
    const startedAt = aging.now;
    const note = {
      organizationId,
      actor,
      action: "event.reveal",
      resource: { kind: "event", name: "evt_1" },
    } as const;
    for (let day = 1; day <= 60; day += 1) {
      aging.now += DAY_MS;
      await scenario.store.audit.note(note);
    }
    const upTo = async (store: Store, day: number): Promise<void> => {
      const policy = { ...retentionPolicy, auditMs: aging.now - startedAt - day * DAY_MS };
      await store.retention.purge(policy, { now: aging.now, rest: () => Promise.resolve() });
    };
    const verdicts: boolean[] = [];
    for (let day = 5; day <= 60; day += 5) {
      const verifying = (async () => {
        for (let turn = 0; turn < 5; turn += 1) {
          verdicts.push((await other.audit.verify(organizationId)).isIntact);
        }
      })();
      // The gateway with the older view must not put its anchor before the other's.
      await Promise.all([upTo(scenario.store, day), upTo(other, day - 2), verifying]);
      verdicts.push((await scenario.store.audit.verify(organizationId)).isIntact);
    }
    expect(new Set(verdicts)).toEqual(new Set([true]));
    const entries = await scenario.store.audit.list(organizationId, { afterPosition: 0, limit: 1000 });
    const { audit: deleted = 0 } = await purgedItems(aging);
    expect(deleted).toBe(first(entries).sequence - 1);
  });
});

describe("a purge by one gateway", () => {
  test("keeps what a hold covers from the moment it is placed through another", async () => {
    const { aging, other, eventIds } = await startWithOldEvents(31);
    const { scenario, organizationId } = aging;
    const placed: { readonly eventId: string; readonly payload: string }[] = [];
    const placeHolds = async (): Promise<void> => {
      for (const eventId of eventIds.toReversed()) {
        const scope = { kind: "event", eventId } as const;
        await scenario.store.retention.placeHold(actor, { organizationId, scope, reason });
        placed.push({ eventId, payload: await aging.payloadOf(eventId) });
      }
    };
    let placing: Promise<void> | undefined;
    // From the second step on, purge and holds meet in the same blobs.
    await purge(other, aging, async () => {
      placing ??= placeHolds();
      while (placed.length < HOLDS_AHEAD) await sleep(1);
    });
    await placing;
    await purge(other, aging);
    const ids = placed.map(({ eventId }) => eventId);
    const asPlaced = placed.map(({ payload }) => payload);
    expect(await aging.payloadsOf(ids)).toEqual(asPlaced);
    expect(asPlaced.slice(0, HOLDS_AHEAD)).toEqual(Array(HOLDS_AHEAD).fill("there"));
    expect(asPlaced).toContain("payload_purged");
  });

  test("loses no event that another accepts and delivers meanwhile", async () => {
    const { aging, other } = await startWithOldEvents(31);
    const { scenario } = aging;
    const accepted: string[] = [];
    const purged = new AbortController();
    const load = (async () => {
      for (let round = 0; !purged.signal.aborted || round < 5; round += 1) {
        const keys = Array.from({ length: 8 }, (_, index) => `load-${round}-${index}`);
        accepted.push(...(await Promise.all(keys.map((key) => aging.accept(key)))));
        await aging.deliverAll();
      }
    })();
    await purge(other, aging);
    purged.abort();
    await load;
    for (const eventId of accepted) {
      expect(await aging.payloadOf(eventId)).toBe("there");
      expect(await scenario.stateOf(eventId)).toBe("delivered");
    }
  });

  test("erases an event once, though two gateways are asked to", async () => {
    const { aging, other, eventIds } = await startWithOldEvents(1, 10);
    const { scenario, organizationId } = aging;
    for (const eventId of eventIds) {
      const asked = { organizationId, eventId, reason };
      const outcomes = await Promise.all(
        [scenario.store, other].map((store) => store.retention.erasePayload(actor, asked)),
      );
      expect(outcomes.toSorted()).toEqual(["erased", "payload_purged"]);
    }
  });
});
