import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { dedupeIndex } from "../../../src/store/sqlite/dedupe.ts";
import { inTransaction } from "../../../src/store/sqlite/transaction.ts";
import { seededRandom } from "../../support/seeded-random.ts";
import { createDedupeDatabase, digestsFor, judgeEventId, openDedupeDatabase } from "./dedupe-database.ts";

const FIXTURE = fileURLToPath(new URL("indexing-process.fixture.mjs", import.meta.url));
/** Each tail takes some commits to be filled and some to be written, so that nearly every kill falls between two of them. */
const TAIL_EVENTS = 64;
const KILLS = 6;
const MAX_EVENTS_BEFORE_KILL = 600;

/** Gives the events that were acknowledged, by the sender's id, before the process was killed. */
async function acceptUntilKilled(directory: string, count: number): Promise<ReadonlyMap<string, number>> {
  const child = spawn(process.execPath, [FIXTURE, directory, String(TAIL_EVENTS)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const exited = once(child, "exit");
  const acknowledged = new Map<string, number>();
  for await (const line of createInterface({ input: child.stdout })) {
    const [id, key = ""] = line.split(" ");
    acknowledged.set(key, Number(id));
    if (acknowledged.size === count) child.kill("SIGKILL");
  }
  expect(await exited).toEqual([null, "SIGKILL"]);
  return acknowledged;
}

/** How many of these events the index does not answer with their own ids. */
function countUnknown(directory: string, events: ReadonlyMap<string, number>): number {
  const database = openDedupeDatabase(directory);
  const dedupe = dedupeIndex(database, TAIL_EVENTS);
  return inTransaction(database, () => {
    dedupe.begin();
    let unknown = 0;
    for (const [key, id] of events) {
      const verdict = judgeEventId(dedupe, digestsFor(key));
      if (verdict.kind !== "duplicate" || verdict.of.id !== id) unknown += 1;
    }
    return unknown;
  });
}

async function acceptAndKillOften(): Promise<{
  readonly directory: string;
  readonly events: ReadonlyMap<string, number>;
}> {
  const random = seededRandom(KILLS);
  const directory = createDedupeDatabase();
  const events = new Map<string, number>();
  for (let kill = 0; kill < KILLS; kill += 1) {
    const killed = await acceptUntilKilled(directory, random.between(1, MAX_EVENTS_BEFORE_KILL));
    for (const [key, id] of killed) events.set(key, id);
    expect(countUnknown(directory, events)).toBe(0);
  }
  return { directory, events };
}

describe("a process that is killed while it writes digests", () => {
  test("knows every event that it acknowledged afterwards, and the index would miss some of them", async () => {
    const { directory, events } = await acceptAndKillOften();
    // The control: with a mark that claims that all was written, what was in memory is lost.
    openDedupeDatabase(directory).exec(
      "UPDATE dedupe_progress SET indexed_through = (SELECT last FROM sequences WHERE name = 'events')",
    );
    expect(countUnknown(directory, events)).toBeGreaterThan(0);
  });
});
