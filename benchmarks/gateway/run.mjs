// `npm run bench:gateway`: everything, on both engines. `-- --only receive,queue` and `-- --engines sqlite` choose; only a
// whole run is written to RESULTS.md, a part is printed.
import { writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { measureDeliver } from "./deliver.mjs";
import { startEngines } from "./engines.mjs";
import { measureGrowth } from "./growth.mjs";
import { measureIsolation } from "./isolation.mjs";
import { measureQueue } from "./queue.mjs";
import { drainPeer } from "./queue-peer/drain.mjs";
import { measureReceive } from "./receive.mjs";
import { writeReport } from "./report.mjs";

const PARTS = ["receive", "deliver", "queue", "isolation", "growth"];
const RESULTS = new URL("../RESULTS.md", import.meta.url);

const { values } = parseArgs({
  options: {
    only: { type: "string", default: PARTS.join(",") },
    engines: { type: "string", default: "sqlite,postgres" },
    rounds: { type: "string", default: "5" },
    stored: { type: "string", default: "1000000" },
  },
});
const parts = new Set(values.only.split(","));
const rounds = Number(values.rounds);
const engines = await startEngines(values.engines.split(","));
/** Where the receive part is left out, half of its capacity is not known; this is far below it. */
const ASSUMED_RECEIVE_RATE = 2000;

function progress(text) {
  console.error(`${new Date().toISOString().slice(11, 19)} ${text}`);
}

const results = {};
try {
  if (parts.has("receive")) {
    progress("receive");
    results.receive = await measureReceive(engines, { rounds });
  }
  if (parts.has("deliver")) {
    progress("deliver");
    const measured = results.receive?.map(({ name, perSecond }) => [name, perSecond]) ?? [];
    const receiveRates = new Map([...engines.names.map((name) => [name, ASSUMED_RECEIVE_RATE]), ...measured]);
    results.deliver = await measureDeliver(engines, {
      rounds: Math.min(rounds, 3),
      count: 20_000,
      receiveRates,
    });
  }
  if (parts.has("queue") && engines.names.includes("postgres")) {
    progress("queue");
    results.queue = await measureQueue(engines, { rounds: Math.min(rounds, 3), count: 20_000, drainPeer });
  }
  if (parts.has("isolation")) {
    progress("isolation");
    results.isolation = await measureIsolation(engines, { rounds: Math.min(rounds, 3) });
  }
  if (parts.has("growth")) {
    progress("growth");
    results.growth = await measureGrowth(engines, {
      rounds: 3,
      stored: Number(values.stored),
      count: 10_000,
    });
  }
} finally {
  // What was measured before a part failed is not lost with it.
  await report().finally(() => engines.stop());
}

async function report() {
  const page = await writeReport(results, { postgres: await engines.version() });
  const isWhole = PARTS.every((part) => results[part] !== undefined);
  if (isWhole) await writeFile(RESULTS, page);
  else console.log(page);
}
