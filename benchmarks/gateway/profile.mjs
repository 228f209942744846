// `npm run bench:profile`: where the processor time of a gateway goes while it receives and while it delivers, on each engine,
// by part of the program. Written to PROFILE-SHARES.md; `-- --only receive` and `-- --engines sqlite` print a part.
import { mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { startChild } from "./children.mjs";
import { startEngines } from "./engines.mjs";
import { createConfigured, fill, openStore } from "./fill.mjs";
import { startGateway } from "./gateway.mjs";
import { shareByPart } from "./profile-parts.mjs";
import { writeProfileReport } from "./profile-report.mjs";
import { startLoad } from "./receive.mjs";

const PAGE = new URL("../PROFILE-SHARES.md", import.meta.url);
const SCENARIOS = { receive: profileReceiving, deliver: profileDelivering };
/** Long enough that compiling is over, and that a share of a hundredth has some hundred samples. */
const WARM_UP = { seconds: 4, requests: 30_000 };
const MEASURED = { seconds: 5, requests: 60_000 };
const DELIVERIES = 40_000;
const SAMPLE_EVERY_US = 250;

/** Starts a gateway that writes a profile of each of its threads when it ends. */
async function startProfiled(store, options) {
  const directory = await mkdtemp(join(tmpdir(), "countersign-profile-"));
  const nodeFlags = ["--cpu-prof", `--cpu-prof-dir=${directory}`, `--cpu-prof-interval=${SAMPLE_EVERY_US}`];
  const gateway = await startGateway(store, { ...options, nodeFlags });
  return {
    ...gateway,
    /** Ends it; gives the profiles. */
    async end() {
      await gateway.stop();
      const names = await readdir(directory);
      const profiles = await Promise.all(
        names.map(async (name) => JSON.parse(await readFile(join(directory, name), "utf8"))),
      );
      await rm(directory, { recursive: true });
      return profiles;
    },
  };
}

/** Microseconds of the clock that profiles use. */
const monotonicUs = () => Number(process.hrtime.bigint() / 1000n);

async function profileReceiving(engines, engine) {
  const store = await engines.create(engine);
  const endpoints = [{ name: "nowhere", url: "http://127.0.0.1:9/" }];
  const gateway = await startProfiled(store, { endpoints, flags: ["--role", "receive"] });
  const load = await startLoad(gateway.port);
  let window;
  let count;
  for (const order of [WARM_UP, MEASURED]) {
    load.send({ ...order, isAnnounced: true });
    await load.message();
    const from = monotonicUs();
    const { statuses } = await load.message();
    window = { from, to: monotonicUs() };
    count = statuses["200"];
  }
  await load.stop();
  const profiles = await gateway.end();
  await store.remove();
  return { count, threads: shareByPart(profiles, { ...window, count }) };
}

async function profileDelivering(engines, engine) {
  const receiver = startChild("receiver.mjs");
  const { port } = await receiver.message();
  const endpoints = [{ name: "sink", url: `http://127.0.0.1:${port}/hooks`, concurrency: 256 }];
  const store = await createConfigured(engines, engine, { endpoints });
  const open = await openStore(store);
  await fill(open, DELIVERIES, { endpointsOf: () => ["sink"] });
  await open.close();
  const gateway = await startProfiled(store, { endpoints });
  const warm = await untilReceived(receiver, DELIVERIES / 4);
  const from = monotonicUs();
  const done = await untilReceived(receiver, DELIVERIES);
  const window = { from, to: monotonicUs() };
  await receiver.stop();
  const profiles = await gateway.end();
  await store.remove();
  const count = done - warm;
  return { count, threads: shareByPart(profiles, { ...window, count }) };
}

/** Waits until the receiver has had so many; gives how many it has had then. */
async function untilReceived(receiver, least) {
  for (;;) {
    receiver.send({ reset: false });
    const { count } = await receiver.message();
    if (count >= least) return count;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const { values } = parseArgs({
  options: {
    only: { type: "string", default: Object.keys(SCENARIOS).join(",") },
    engines: { type: "string", default: "sqlite,postgres" },
  },
});
const engines = await startEngines(values.engines.split(","));
const results = [];
try {
  for (const scenario of values.only.split(",")) {
    for (const engine of engines.names) {
      results.push({ scenario, engine, ...(await SCENARIOS[scenario](engines, engine)) });
    }
  }
  const page = await writeProfileReport(results, { postgres: await engines.version() });
  if (results.length === 4) await writeFile(PAGE, page);
  else console.log(page);
} finally {
  await engines.stop();
}
