import { describe, expect, test } from "vitest";
import { databaseLocation } from "../../../src/config/database-location.ts";
import { countStore, runMove, runUndo } from "../../../src/run-move.ts";
import type { MoveOptions, MoveResult } from "../../../src/store/move/move-store.ts";
import { openSide } from "../../../src/store/move/open-side.ts";
import { movedTables } from "../../../src/store/move/moved-tables.ts";
import type { Aging } from "../aging.ts";
import { LEASE_MS, Scenario, START, codeOf, openUntilTestEnds } from "../scenario.ts";
import { SEALINGS_PER_KEY, fillStore } from "./full-store.ts";
import { carryOut } from "./carry-out.ts";
import { directions } from "./directions.ts";
import { observe } from "./observed-store.ts";

/** Cuts a move off after its first batch. */
const cut: MoveOptions = {
  onProgress: ({ rows }) => {
    if (rows > 0) throw new Error("cut off");
  },
};

/** So few that every larger table takes several batches. */
const maxBatchRows = 7;

function move(from: string, to: string, options: MoveOptions = {}): Promise<MoveResult> {
  return runMove({ from, to }, options);
}

async function close({ scenario }: Aging): Promise<string> {
  await scenario.store.close();
  return scenario.place;
}

describe.each(directions)("a move from %s", (_name, { from, to, emptyPlace }) => {
  const open = (place: string, now: number) =>
    openUntilTestEnds(to, place, { now: () => now, sealingsPerKey: SEALINGS_PER_KEY });

  test("carries everything over: payloads open, the audit chain is whole, nothing is missing", async () => {
    const aging = await fillStore(from);
    const before = await observe(aging.scenario.store, aging.now);
    const [source, target] = [await close(aging), await emptyPlace()];
    const { tables } = await move(source, target, { maxBatchRows });
    expect(tables.filter(({ rows }) => rows === 0)).toEqual([]);
    expect(tables.map(({ table }) => table)).toEqual(movedTables.map(({ name }) => name));
    const store = await open(target, aging.now);
    expect(await observe(store, aging.now)).toEqual(before);
    expect(JSON.stringify(before)).toContain('"isIntact":true');
  });

  test("lets work go on: new ids, known events, deliveries in their order, refused requests, replays", async () => {
    const aging = await fillStore(from);
    const { scenario } = aging;
    const known = await scenario.store.listEvents(scenario.organization.id, {
      afterPosition: 0,
      limit: 1000,
    });
    const [source, target] = [await close(aging), await emptyPlace()];
    await move(source, target, { maxBatchRows });
    scenario.store = await open(target, aging.now);
    await scenario.reload();
    const again = scenario.event({
      receivedAt: aging.now,
      dedupe: { kind: "event_id", key: "event-5" },
      body: Buffer.from('{"number":5,"text":"ééééé"}'),
    });
    expect(await scenario.store.accept(again)).toMatchObject({ outcome: "duplicate" });
    const forgotten = scenario.event({
      receivedAt: aging.now,
      dedupe: { kind: "event_id", key: "long-ago" },
    });
    expect(await scenario.store.accept(forgotten)).toMatchObject({ outcome: "duplicate" });
    const newId = await aging.accept("new");
    expect(known.map(({ eventId }) => eventId)).not.toContain(newId);
    const listed = await scenario.store.listEvents(scenario.organization.id, {
      afterPosition: 0,
      limit: 1000,
    });
    expect(listed.at(-1)?.eventId).toBe(newId);
    expect(await scenario.store.audit.verify(aging.organizationId)).toMatchObject({ isIntact: true });
    const sent: string[] = [];
    for (let round = 0; round < 20; round += 1) {
      aging.now += 60_000;
      const { claimed } = await scenario.claim(aging.now, { limit: 100, concurrency: 100 });
      for (const delivery of claimed) await scenario.record(delivery);
      sent.push(...claimed.map(({ event }) => event.eventId));
      await scenario.store.replays.work({ now: aging.now, maxDeliveries: 100, maxScanned: 1000 });
    }
    expect(sent).toContain(newId);
    expect(new Set(sent).size).toBe(sent.length);
    const { replays } = await scenario.store.replays.list(aging.organizationId, { limit: 9 });
    expect(replays.map(({ state }) => state)).toEqual(["done", "done"]);
  });

  test("hands out a delivery that was under way again, no earlier than its lease ends", async () => {
    const scenario = await Scenario.start(from);
    await scenario.acceptMany(1);
    const { deliveryId } = await scenario.claimOne(START);
    await scenario.store.close();
    const target = await emptyPlace();
    await move(scenario.place, target);
    scenario.store = await openUntilTestEnds(to, target, { now: () => START + LEASE_MS });
    await scenario.store.expireLeases(START + LEASE_MS);
    expect(await scenario.claimOne(START + LEASE_MS)).toMatchObject({ deliveryId, token: 2 });
  });

  test("leaves the old store closed, and the new one open", async () => {
    const scenario = await Scenario.start(from);
    await scenario.store.close();
    const target = await emptyPlace();
    const { moveId } = await move(scenario.place, target);
    expect(await codeOf(from.open(scenario.place))).toBe("moved_away");
    // Whoever asks again is told the same; while it is compared once more, nobody opens it.
    expect(await codeOf(move(scenario.place, target, cut))).toBe("no code");
    expect(await codeOf(to.open(target))).toBe("move_incomplete");
    expect(await move(scenario.place, target)).toMatchObject({ moveId });
    await open(target, START);
    expect(await codeOf(move(scenario.place, await emptyPlace()))).toBe("moved_away");
    expect(await codeOf(from.open(scenario.place))).toBe("moved_away");
  });

  test("opens neither store before it has ended, and goes on where it was", async () => {
    const aging = await fillStore(from);
    const before = await observe(aging.scenario.store, aging.now);
    const [source, target] = [await close(aging), await emptyPlace()];
    let batches = 0;
    const stop = (): void => {
      batches += 1;
      if (batches === 60) throw new Error("cut off");
    };
    expect(await codeOf(move(source, target, { maxBatchRows, onProgress: stop }))).toBe("no code");
    expect(await codeOf(from.open(source))).toBe("move_incomplete");
    expect(await codeOf(to.open(target))).toBe("move_incomplete");
    const copied = new Set<number>();
    await move(source, target, {
      maxBatchRows,
      onProgress: ({ phase, table, rows }) => {
        if (phase === "copying" && table === "organizations") copied.add(rows);
      },
    });
    // What was there was not copied again.
    expect([...copied]).toEqual([2]);
    expect(await observe(await open(target, aging.now), aging.now)).toEqual(before);
  });

  test("that was cut off between closing the old store and opening the new one is ended", async () => {
    const scenario = await Scenario.start(from);
    await scenario.store.close();
    const target = await emptyPlace();
    const { moveId } = await move(scenario.place, target);
    const location = databaseLocation({ data: "", database: target });
    const side = await openSide(location, { role: "target", now: START });
    await side.writeMark({ moveId, role: "target", isComplete: false });
    await side.close();
    expect(await codeOf(from.open(scenario.place))).toBe("moved_away");
    expect(await codeOf(to.open(target))).toBe("move_incomplete");
    expect(await move(scenario.place, target)).toMatchObject({ moveId });
    expect(await codeOf(from.open(scenario.place))).toBe("moved_away");
    await (await to.open(target)).close();
  });

  test("refuses a target that has anything of its own, or half of another move", async () => {
    const scenario = await Scenario.start(from);
    await scenario.store.close();
    const other = await Scenario.start(to);
    await other.store.close();
    expect(await codeOf(move(scenario.place, other.place))).toBe("move_target_not_empty");
    // Nothing was begun.
    await (await from.open(scenario.place)).close();
    const [target, third] = [await emptyPlace(), await Scenario.start(from)];
    await third.store.close();
    expect(await codeOf(move(third.place, target, cut))).toBe("no code");
    expect(await codeOf(move(scenario.place, target))).toBe("move_target_not_empty");
  });

  test("that begins anew with another target leaves the first one closed for good", async () => {
    const scenario = await Scenario.start(from);
    await scenario.store.close();
    const [one, two] = [await emptyPlace(), await emptyPlace()];
    expect(await codeOf(move(scenario.place, one, cut))).toBe("no code");
    await move(scenario.place, two);
    expect(await codeOf(move(scenario.place, one))).toBe("moved_away");
    expect(await codeOf(to.open(one))).toBe("move_incomplete");
    await (await to.open(two)).close();
  });

  test("refuses a source that no gateway has ever opened", async () => {
    const target = await emptyPlace();
    const empty = directions.find(([, direction]) => direction.to === from)?.[1].emptyPlace;
    expect(await codeOf(move((await empty?.()) ?? "", target))).toBe("move_source_empty");
  });

  test("refuses a source whose schema is not of this version, and leaves it as it is", async () => {
    const scenario = await Scenario.start(from);
    await scenario.store.close();
    const newest = "(SELECT max(number) FROM schema_migrations)";
    await carryOut(
      scenario.place,
      `UPDATE schema_migrations SET number = number + 1 WHERE number = ${newest}`,
    );
    expect(await codeOf(move(scenario.place, await emptyPlace()))).toBe("schema_too_new");
    await carryOut(scenario.place, `DELETE FROM schema_migrations WHERE number = ${newest}`);
    expect(await codeOf(move(scenario.place, await emptyPlace()))).toBe("schema_outdated");
  });

  test("refuses a source that has tables and nothing in them", async () => {
    // As a target is before its first batch.
    const other = directions.find(([, direction]) => direction.to === from)?.[1];
    const [scenario, place] = [await Scenario.start(to), await other?.emptyPlace()];
    await scenario.store.close();
    await runUndo({ from: scenario.place, to: place ?? "" }).catch(() => {});
    expect(await codeOf(move(place ?? "", await emptyPlace()))).toBe("move_source_empty");
  });

  test("is taken back until a gateway opens the new store", async () => {
    const scenario = await Scenario.start(from);
    const [eventId] = await scenario.acceptMany(1);
    await scenario.store.close();
    const [one, two] = [await emptyPlace(), await emptyPlace()];
    await move(scenario.place, one);
    await runUndo({ from: scenario.place, to: one });
    expect(await codeOf(to.open(one))).toBe("move_incomplete");
    await scenario.reopen();
    expect(await scenario.stateOf(eventId ?? "")).toBe("pending");
    await scenario.acceptMany(1, { receivedAt: START + 1 });
    await scenario.store.close();
    expect(await codeOf(runUndo({ from: scenario.place, to: one }))).toBe("move_not_found");
    await move(scenario.place, two);
    await (await to.open(two)).close();
    expect(await codeOf(runUndo({ from: scenario.place, to: two }))).toBe("move_ended");
    expect(await codeOf(from.open(scenario.place))).toBe("moved_away");
    // A target that was lost, and is empty now, has nothing that the source has not.
    await runUndo({ from: scenario.place, to: await emptyPlace() });
    await (await from.open(scenario.place)).close();
  });

  test("is of a store that nobody works with", async () => {
    const scenario = await Scenario.start(from);
    const code = scenario.store.isShared ? "database_in_use" : "data_directory_in_use";
    await scenario.store.probe();
    expect(await codeOf(move(scenario.place, await emptyPlace()))).toBe(code);
    // Counting it is no move.
    expect((await countStore(scenario.place)).get("sources")).toBe(1);
  });
});

test("a store that was moved there and back is what it was", async () => {
  const [there, back] = directions.map(([, direction]) => direction);
  if (there === undefined || back === undefined) throw new Error("a direction is missing");
  const aging = await fillStore(there.from);
  const before = await observe(aging.scenario.store, aging.now);
  const [source, middle, end] = [await close(aging), await there.emptyPlace(), await back.emptyPlace()];
  const first = await move(source, middle);
  const second = await move(middle, end);
  const digests = ({ tables }: typeof first) => tables.filter(({ table }) => table !== "quarantine");
  // There it has a column more on Postgres.
  expect(digests(second)).toEqual(digests(first));
  const options = { now: () => aging.now, sealingsPerKey: SEALINGS_PER_KEY };
  expect(await observe(await openUntilTestEnds(back.to, end, options), aging.now)).toEqual(before);
});
