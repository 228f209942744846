import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { runMove } from "../../../src/run-move.ts";
import { seededRandom } from "../../support/seeded-random.ts";
import { codeOf, openUntilTestEnds } from "../scenario.ts";
import { directions } from "./directions.ts";
import { SEALINGS_PER_KEY, fillStore } from "./full-store.ts";
import { observe } from "./observed-store.ts";

const PROGRAM = fileURLToPath(new URL("moving-process.fixture.mjs", import.meta.url));
const KILLS = 10;
/** A move of the filled store writes some three hundred batches. */
const MAX_LINES_PER_ROUND = 60;
const MAX_DELAY_MS = 20;
const TIMEOUT_MS = 180_000;
const maxBatchRows = 5;

/** Moves in a process of its own and kills it some milliseconds after so many batches. Gives the signal it died of. */
async function moveAndKill(
  places: { readonly from: string; readonly to: string },
  { afterLines, delayMs }: { readonly afterLines: number; readonly delayMs: number },
): Promise<NodeJS.Signals | null> {
  const child = spawn(process.execPath, [PROGRAM, places.from, places.to, String(maxBatchRows)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise<NodeJS.Signals | null>((resolve) => {
    child.once("close", (_code, signal) => resolve(signal));
  });
  let lines = 0;
  createInterface({ input: child.stdout }).on("line", () => {
    lines += 1;
    if (lines === afterLines) setTimeout(() => child.kill("SIGKILL"), delayMs);
  });
  return await ended;
}

describe.each(directions)("a move from %s", (name, { from, to, emptyPlace }) => {
  test("that is killed again and again ends as if it had not been", { timeout: TIMEOUT_MS }, async () => {
    const random = seededRandom(name.length);
    const aging = await fillStore(from);
    const before = await observe(aging.scenario.store, aging.now);
    await aging.scenario.store.close();
    const places = { from: aging.scenario.place, to: await emptyPlace() };
    let killed = 0;
    while (killed < KILLS) {
      const afterLines = random.between(1, MAX_LINES_PER_ROUND);
      const signal = await moveAndKill(places, { afterLines, delayMs: random.between(0, MAX_DELAY_MS) });
      if (signal === null) break;
      killed += 1;
      expect(await codeOf(from.open(places.from))).toBe("move_incomplete");
      expect(await codeOf(to.open(places.to))).toBe("move_incomplete");
    }
    expect(killed).toBe(KILLS);
    await runMove(places, { maxBatchRows });
    const options = { now: () => aging.now, sealingsPerKey: SEALINGS_PER_KEY };
    expect(await observe(await openUntilTestEnds(to, places.to, options), aging.now)).toEqual(before);
  });
});
