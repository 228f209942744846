import { expect, test } from "vitest";
import { KEPT_ROWS, emptyBuffer, resumed, withNews } from "../../../src/screens/live/live-buffer.ts";
import type { LiveRow } from "../../../src/screens/live/live-row.ts";

const rows = (first: number, count: number): readonly LiveRow[] =>
  Array.from({ length: count }, (_, index) => ({
    key: String(first + index),
    kind: "accepted",
    badge: { state: "verified" },
    what: "note",
    who: "nabla",
    id: "evt_",
    href: "/",
    at: "",
  }));
const keys = (shown: readonly LiveRow[]): readonly string[] => shown.map(({ key }) => key);

test("shows the newest first", () => {
  const buffer = withNews(withNews(emptyBuffer, rows(1, 2), false), rows(3, 2), false);
  expect(keys(buffer.rows)).toEqual(["4", "3", "2", "1"]);
});

test("lets nothing move while paused, and shows what waited afterwards in its order", () => {
  const paused = withNews(
    withNews(withNews(emptyBuffer, rows(1, 1), false), rows(2, 2), true),
    rows(4, 1),
    true,
  );
  expect(keys(paused.rows)).toEqual(["1"]);
  expect(paused.waitingCount).toBe(3);
  const after = resumed(paused);
  expect(keys(after.rows)).toEqual(["4", "3", "2", "1"]);
  expect(after.waitingCount).toBe(0);
});

test("keeps the last thousand, shown or waiting, and still counts all that waits", () => {
  const full = withNews(emptyBuffer, rows(1, KEPT_ROWS + 5), false);
  expect(full.rows).toHaveLength(KEPT_ROWS);
  expect(full.rows.at(-1)?.key).toBe("6");
  const paused = withNews(withNews(full, rows(2000, 700), true), rows(2700, 700), true);
  expect(paused.waiting).toHaveLength(KEPT_ROWS);
  expect(paused.waitingCount).toBe(1400);
  expect(resumed(paused).rows).toHaveLength(KEPT_ROWS);
});
