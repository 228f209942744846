// The page of profiles: a table for each thread.
import { machineOf } from "./report.mjs";
import { format } from "prettier";

const titles = {
  receive: "Receiving",
  deliver: "Delivering",
  sqlite: "SQLite",
  postgres: "Postgres",
};

/** Parts below this are summed up. */
const LEAST_SHARE = 0.01;

function table({ name, rows, idleShare }) {
  const busy = rows.reduce((sum, { us }) => sum + us, 0);
  const shown = rows.filter(({ us }) => us >= busy * LEAST_SHARE);
  const rest = busy - shown.reduce((sum, { us }) => sum + us, 0);
  const lines = [...shown, ...(rest > 0.05 ? [{ part: "the rest", us: rest }] : [])].map(
    ({ part, us }) => `| ${part} | ${us.toFixed(1)} | ${Math.round((100 * us) / busy)} % |`,
  );
  return [
    `| ${name}, ${Math.round(100 * (1 - idleShare))} % of the time at work | µs each | share |`,
    "| --- | ---: | ---: |",
    ...lines,
    `| **together** | ${busy.toFixed(1)} | |`,
  ].join("\n");
}

export async function writeProfileReport(results, machine) {
  const sections = results.map(
    ({ scenario, engine, threads }) =>
      `## ${titles[scenario]} on ${titles[engine]}\n\n${threads.map(table).join("\n\n")}`,
  );
  const text = [
    "# Where the processor's time goes",
    "Written by `npm run bench:profile`: V8's own profile of each thread of a gateway, for one event or delivery of 1 KB, after warming up, by the part of the program that a function belongs to; functions of Node's belong to the part that calls them. Profiling itself costs some, so the sums are above those of [RESULTS.md](RESULTS.md). Not seen: threads without JavaScript, the kernel's work on behalf of others, the database's processes. What follows from it is in [PROFILES.md](PROFILES.md).",
    `Measured on ${machineOf(machine)}.`,
    ...sections,
  ].join("\n\n");
  return await format(text, { parser: "markdown", printWidth: 120, proseWrap: "preserve" });
}
