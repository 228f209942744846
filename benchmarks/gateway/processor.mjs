// Processor time of other processes, as Linux counts it. Unlike a rate it hardly depends on what else the machine does.
import { readFileSync, readdirSync } from "node:fs";

/** `CLK_TCK` of every Linux that Node runs on. */
const TICKS_PER_SECOND = 100;
const US_PER_TICK = 1e6 / TICKS_PER_SECOND;

/** Fields of `/proc/…/stat` behind the name, which may hold blanks (proc(5)). */
function statFields(path) {
  const text = readFileSync(path, "utf8");
  return text.slice(text.lastIndexOf(")") + 2).split(" ");
}

const PARENT = 1;
const USER = 11;
const SYSTEM = 12;

function microseconds(fields) {
  return (Number(fields[USER]) + Number(fields[SYSTEM])) * US_PER_TICK;
}

/** A process: its main thread, and all of its threads together. */
export function processorTime(pid) {
  return {
    main: microseconds(statFields(`/proc/${pid}/task/${pid}/stat`)),
    all: microseconds(statFields(`/proc/${pid}/stat`)),
  };
}

/** All processes that this one has started and that are still there: a Postgres server's connections and helpers. */
export function childrenTime(pid) {
  let sum = 0;
  for (const name of readdirSync("/proc")) {
    if (!/^[0-9]+$/.test(name)) continue;
    try {
      const fields = statFields(`/proc/${name}/stat`);
      if (Number(fields[PARENT]) === pid) sum += microseconds(fields);
    } catch {
      // It has ended meanwhile.
    }
  }
  return sum;
}
