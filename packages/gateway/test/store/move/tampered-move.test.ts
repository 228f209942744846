import { describe, expect, test } from "vitest";
import { runMove, runUndo } from "../../../src/run-move.ts";
import type { MoveOptions } from "../../../src/store/move/move-store.ts";
import { codeOf } from "../scenario.ts";
import { carryOut } from "./carry-out.ts";
import { directions } from "./directions.ts";
import { fillStore } from "./full-store.ts";

/** Cut off when everything is copied and nothing compared. */
const copyOnly: MoveOptions = {
  onProgress: ({ phase }) => {
    if (phase === "comparing") throw new Error("cut off");
  },
};

interface Tampering {
  readonly what: string;
  readonly statement: string;
  /** Where it is another one there. */
  readonly onPostgres?: string;
}

/** What somebody does to the target then. */
const tamperings: readonly Tampering[] = [
  { what: "nothing", statement: "DELETE FROM events WHERE id < 0" },
  {
    what: "one byte of a payload changed",
    statement:
      "UPDATE blobs SET sealed = CAST(x'ff' || substr(sealed, 2) AS BLOB) WHERE id = (SELECT max(id) FROM blobs)",
    onPostgres:
      "UPDATE blobs SET sealed = overlay(sealed PLACING '\\xff'::bytea FROM 1) WHERE id = (SELECT max(id) FROM blobs)",
  },
  { what: "a number changed", statement: "UPDATE attempts SET duration_ms = duration_ms + 1" },
  { what: "a null replaced", statement: "UPDATE events SET signed_at = 0 WHERE signed_at IS NULL" },
  {
    what: "a row deleted",
    statement: "DELETE FROM event_hours WHERE hour = (SELECT max(hour) FROM event_hours)",
  },
  {
    what: "a row added",
    statement: "INSERT INTO dedupe_keys (hash, event_id) VALUES (9223372036854775807, 1)",
  },
  { what: "a hash changed in its last bit", statement: "UPDATE dedupe_keys SET hash = hash + 1" },
];

describe.each(directions)("a move from %s", (_name, { from, to, emptyPlace }) => {
  test.each(tamperings)(
    "compares what it wrote with what it read: $what",
    async ({ what, statement, onPostgres }) => {
      const { scenario } = await fillStore(from, { events: 15 });
      await scenario.store.close();
      const places = { from: scenario.place, to: await emptyPlace() };
      expect(await codeOf(runMove(places, copyOnly))).toBe("no code");
      const isPostgres = places.to.startsWith("postgres:");
      await carryOut(places.to, (isPostgres ? onPostgres : undefined) ?? statement);
      const code = await codeOf(runMove(places));
      expect(code).toBe(what === "nothing" ? "no error" : "move_differs");
      if (code === "no error") return;
      expect(await codeOf(to.open(places.to))).toBe("move_incomplete");
      await runUndo(places);
      await (await from.open(places.from)).close();
    },
  );
});
