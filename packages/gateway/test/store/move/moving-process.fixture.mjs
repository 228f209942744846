// Moves a store in small batches and prints a line for each, at once; the test kills it.
import { writeSync } from "node:fs";
import { runMove } from "../../../dist/run-move.js";

const [from = "", to = "", maxBatchRows = ""] = process.argv.slice(2);
await runMove(
  { from, to },
  {
    maxBatchRows: Number(maxBatchRows),
    onProgress: ({ phase, table, rows }) => writeSync(1, `${phase} ${table} ${rows}\n`),
  },
);
