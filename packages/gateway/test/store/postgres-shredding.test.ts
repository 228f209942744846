import { describe, expect, onTestFinished, test } from "vitest";
import { utcWeek } from "../../src/secrets/utc-week.ts";
import type { ChangeOutcome } from "../../src/store/change.ts";
import type { Engine, EventRow } from "../../src/store/engine.ts";
import { PostgresDatabase } from "../../src/store/postgres/database.ts";
import { postgresEngine } from "../../src/store/postgres/postgres-engine.ts";
import type { Store } from "../../src/store/store.ts";
import { Aging, actor, reason } from "./aging.ts";
import { openBeside } from "./postgres-gateways.ts";
import { postgresHarness } from "./postgres-harness.ts";
import { codeOf, first } from "./scenario.ts";

/** The engine of another gateway, on which steps are taken one by one. */
function engineOf({ scenario }: Aging): Engine {
  const engine = postgresEngine(new PostgresDatabase({ url: scenario.place, isPreparing: true }));
  onTestFinished(() => engine.close());
  return engine;
}

/** Destroys the keys of the present week and sweeps nothing. */
function destroy(engine: Engine, { organizationId, now }: Aging): Promise<ChangeOutcome> {
  const input = { organizationId, week: utcWeek(now), now };
  return engine.change({ audit: [], steps: [{ kind: "destroy_data_keys", input }] });
}

describe("a week that is shredded through one gateway", () => {
  test("is closed to the others, which go on under a new key", async () => {
    const aging = await Aging.start(postgresHarness);
    const { scenario, organizationId } = aging;
    const other = await openBeside(scenario, { now: () => aging.now });
    const accept = (key: string): ReturnType<Store["accept"]> =>
      other.accept(scenario.event({ receivedAt: aging.now, dedupe: { kind: "event_id", key } }));
    await accept("before");
    const { retention } = scenario.store;
    const asked = { organizationId, week: aging.now, reason };
    expect(await retention.shredWeek(actor, asked)).toBe("shredded");
    // Sealed under the key that it had; nothing is stored.
    expect(await codeOf(accept("after"))).toBe("store_unavailable");
    const result = await accept("after");
    expect(result.outcome).toBe("accepted");
    const eventId = result.outcome === "accepted" ? result.eventId : "";
    expect(await aging.payloadOf(eventId)).toBe("there");
    const [before] = await other.listEvents(organizationId, { afterPosition: 0, limit: 1 });
    expect(await codeOf(other.readEvent(organizationId, before?.eventId ?? ""))).toBe("payload_purged");
  });

  test("is swept once more where a newer key of it was destroyed meanwhile", async () => {
    const aging = await Aging.start(postgresHarness);
    const engine = engineOf(aging);
    const { organizationId } = aging;
    const destroyWeek = (): Promise<unknown> => destroy(engine, aging);
    await aging.accept("under the first key");
    await destroyWeek();
    const [early] = await engine.listWeeksToSweep();
    expect(await codeOf(aging.accept("under the first key still"))).toBe("store_unavailable");
    await aging.accept("under the second key");
    await destroyWeek();
    await engine.markSwept(early ?? { organizationId, week: 0, keyIds: [] });
    const [left] = await engine.listWeeksToSweep();
    expect(left).toMatchObject({ organizationId, week: early?.week });
    expect(left?.keyIds).not.toEqual(early?.keyIds);
  });

  test("stays closed where a blob of it was opened before and is to be written anew", async () => {
    const aging = await Aging.start(postgresHarness);
    const engine = engineOf(aging);
    const { organizationId, now } = aging;
    for (const key of ["a", "b"]) await aging.accept(key);
    await aging.deliverAll();
    const [a, b] = await engine.listEvents(organizationId, { afterPosition: 0, limit: 2 });
    if (a === undefined || b === undefined) throw new Error("expected two events");
    const write = async ({ id, blobId }: EventRow): Promise<boolean> => {
      const [opened] = before.filter((blob) => blob.id === blobId);
      if (opened === undefined) throw new Error("expected a blob of its own");
      const { dataKeyId, sealed: from } = opened;
      const blob = { blobId, from, dataKeyId, sealed: new Uint8Array(64).fill(1) };
      return engine.purgeFrames({ organizationId, blob, eventIds: [id], now });
    };
    const before = await engine.readBlobs([a.blobId, b.blobId]);
    // The control.
    expect(await write(a)).toBe(true);
    await destroy(engine, aging);
    expect(await write(b)).toBe(false);
    const present = first(await engine.readBlobs([b.blobId]));
    expect(before).toContainEqual(present);
  });

  test("keeps the answers of receivers coming in at the others", async () => {
    const aging = await Aging.start(postgresHarness);
    const { scenario, organizationId } = aging;
    const responseExcerpt = Buffer.from("the answer");
    for (const key of ["a", "b", "c"]) await aging.accept(key);
    const { claimed } = await scenario.claim(aging.now);
    const [a, b, c] = claimed;
    if (a === undefined || b === undefined || c === undefined) throw new Error("expected three deliveries");
    await scenario.record(a, { responseExcerpt });
    const other = await openBeside(scenario, { now: () => aging.now });
    const asked = { organizationId, week: aging.now, reason };
    expect(await other.retention.shredWeek(actor, asked)).toBe("shredded");
    expect(await codeOf(scenario.record(b, { responseExcerpt }))).toBe("store_unavailable");
    expect(await scenario.record(b, { responseExcerpt })).toMatchObject({ isFenced: false });
    expect(await scenario.record(c, { responseExcerpt })).toMatchObject({ isFenced: false });
  });
});
