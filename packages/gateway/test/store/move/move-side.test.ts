import { describe, expect, onTestFinished, test } from "vitest";
import { databaseLocation } from "../../../src/config/database-location.ts";
import { openSide } from "../../../src/store/move/open-side.ts";
import type { MoveSide } from "../../../src/store/move/move-side.ts";
import type { Row } from "../../../src/store/move/row.ts";
import { rowText } from "../../../src/store/move/row-text.ts";
import { planTables } from "../../../src/store/move/table-plan.ts";
import type { TablePlan } from "../../../src/store/move/table-plan.ts";
import { codeOf } from "../scenario.ts";
import { directions } from "./directions.ts";

const MEGABYTE = 1024 * 1024;

function planOf(side: MoveSide, name: string): TablePlan {
  const plan = planTables(side.engine).find((table) => table.name === name);
  if (plan === undefined) throw new Error(`no table ${name}`);
  return plan;
}

function entry(sequence: number, change: Row = {}): Row {
  const names = ["actor_kind", "actor_name", "action", "resource_kind", "resource_name"];
  return {
    organization_id: 1,
    sequence,
    at: Number.MAX_SAFE_INTEGER,
    data_key_id: 3,
    ...Object.fromEntries(names.map((name) => [name, name])),
    hash: new Uint8Array(32).fill(sequence),
    sealed_details: new Uint8Array(0),
    ...change,
  };
}

describe.each(directions)("the target of a move from %s", (_name, { emptyPlace }) => {
  async function open(): Promise<MoveSide> {
    const location = databaseLocation({ data: "", database: await emptyPlace() });
    const side = await openSide(location, { role: "target", now: 0 });
    onTestFinished(() => side.close());
    await side.writeMark({ moveId: "a move", role: "target", isComplete: false });
    return side;
  }

  test("gives rows back as they were written, whatever is in them", async () => {
    const side = await open();
    const plan = planOf(side, "audit_entries");
    const rows = [
      entry(1, { actor_name: `"quoted" \\ {braces}, NULL 'é😀' \n\t`, action: "", resource_name: "NULL" }),
      entry(2, { sealed_details: Uint8Array.from({ length: 300 }, (_, index) => index % 256) }),
      entry(3, { at: -1, sealed_details: new Uint8Array(new ArrayBuffer(16), 5, 3).fill(7) }),
    ];
    await side.writeRows(plan, { rows, before: 0 });
    const read = await side.readRows(plan, { limit: 10 });
    expect(read.map((row) => rowText(plan, row))).toEqual(rows.map((row) => rowText(plan, row)));
    expect((await side.readProgress()).get("audit_entries")).toBe(3);
    expect(rowText(plan, (await side.readLastRow(plan)) ?? {})).toBe(rowText(plan, rows[2] ?? {}));
  });

  test("keeps every bit of a hash, and its order", async () => {
    const side = await open();
    const plan = planOf(side, "dedupe_keys");
    const hashes = ["-9223372036854775808", "-1", "0", "9007199254740993", "9223372036854775807"];
    const rows = hashes.map((hash, index) => ({ hash, event_id: index }));
    await side.writeRows(plan, { rows, before: 0 });
    expect(await side.readRows(plan, { limit: 9 })).toMatchObject(rows);
    expect(await side.readRows(plan, { after: rows[2], limit: 9 })).toMatchObject(rows.slice(3));
  });

  test("refuses rows where somebody else has written meanwhile, and writes none of them", async () => {
    const side = await open();
    const plan = planOf(side, "dedupe_keys");
    await side.writeRows(plan, { rows: [{ hash: "1", event_id: 1 }], before: 0 });
    const late = side.writeRows(plan, { rows: [{ hash: "2", event_id: 2 }], before: 0 });
    expect(await codeOf(late)).toBe("database_in_use");
    expect(await side.countRows(plan.name)).toBe(1);
  });

  test("makes batches of no more bytes than fit, but of one row at least", async () => {
    const side = await open();
    const plan = planOf(side, "audit_entries");
    const sizes = [5, 2, 2, 9, 1];
    const rows = sizes.map((size, index) =>
      entry(index + 1, { sealed_details: new Uint8Array(size * MEGABYTE) }),
    );
    await side.writeRows(plan, { rows, before: 0 });
    expect(await side.batchSize(plan, { maxRows: 10 })).toBe(2);
    expect(await side.batchSize(plan, { after: rows[1], maxRows: 10 })).toBe(1);
    expect(await side.batchSize(plan, { after: rows[2], maxRows: 10 })).toBe(1);
    expect(await side.batchSize(plan, { after: rows[3], maxRows: 10 })).toBe(1);
    expect(await side.batchSize(plan, { after: rows[4], maxRows: 10 })).toBe(0);
    expect(await side.batchSize(plan, { maxRows: 1 })).toBe(1);
  });

  test("hands out no id twice: counters are raised and never set back", async () => {
    const side = await open();
    const start = await side.readCounters();
    expect(new Set(Object.values(start))).toEqual(new Set([0]));
    const wanted = Object.fromEntries(
      Object.keys(start).map((name) => [name, 70]),
    ) as unknown as typeof start;
    await side.writeCounters(wanted);
    await side.writeCounters(start);
    const found = await side.readCounters();
    for (const name of side.counters) expect(found[name]).toBe(70);
  });
});
