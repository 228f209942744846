import { expect, test } from "vitest";
import { filterWords } from "../../../src/screens/replays/filter-words.ts";
import { firstChoice, isComplete } from "../../../src/screens/replays/replay-choice.ts";

test("says in a line what a replay takes", () => {
  expect(filterWords({ filter: {} })).toBe("every event");
  const filter = { source: "nabla", types: ["note.*"], from: "2026-11-02T14:33:00.000Z" };
  expect(filterWords({ filter })).toBe("source nabla, type note.*, since 2026-11-02 14:33 UTC");
});

test("begins nothing without a reason, or at a rate that there is not", () => {
  const choice = { ...firstChoice, reason: "lost" };
  expect(isComplete(choice)).toBe(true);
  expect(isComplete({ ...choice, reason: " ab " })).toBe(false);
  for (const ratePerSecond of [0, 1.5, 1001, Number.NaN]) {
    expect(isComplete({ ...choice, ratePerSecond })).toBe(false);
  }
});
