import { expect, it } from "vitest";
import { tellProgress } from "../../../src/commands/migrate/tell-progress.ts";

it("tells at most once a second, with the rows of this call alone as the rate", () => {
  const clock = { now: 0 };
  const lines: string[] = [];
  const tell = tellProgress({ now: () => clock.now, talk: (line) => lines.push(line) });
  const at = (now: number, table: string, rows: number): void => {
    clock.now = now;
    tell({ phase: "copying", table, rows, totalRows: 9000 });
  };
  // What an earlier call has copied.
  at(0, "events", 4000);
  at(600, "events", 6000);
  at(2000, "events", 8000);
  at(2500, "events", 9000);
  at(2600, "attempts", 500);
  at(3000, "attempts", 1500);
  expect(lines).toEqual([
    "copying events: 8000 of 9000 rows, 2000 rows/s",
    "copying attempts: 1500 of 9000 rows, 2000 rows/s",
  ]);
});
