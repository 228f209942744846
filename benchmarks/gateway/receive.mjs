// How many verified requests a second are stored before they are answered, beside servers that store nothing.
import { cores, startChild } from "./children.mjs";
import { receivePath, secret, startGateway } from "./gateway.mjs";
import { median } from "./median.mjs";
import { processorTime } from "./processor.mjs";

const BODY_BYTES = 1024;
const CONNECTIONS = 64;
const WARM_UP = { seconds: 4, requests: 30_000 };
const BURST = { seconds: 2, requests: 30_000 };

/** Nobody listens there, and the gateways of this benchmark do not deliver. */
const endpoints = [{ name: "nowhere", url: "http://127.0.0.1:9/" }];

/** What sends signed requests to a server. */
export async function startLoad(port, { connections = CONNECTIONS, core } = {}) {
  const options = { port, path: receivePath, secret, bodyBytes: BODY_BYTES, connections };
  const load = startChild("load.mjs", { core, options });
  await load.message();
  return load;
}

async function contestant(name, { port, pid, serverTime = () => 0 }, close) {
  const load = await startLoad(port, { core: cores.load });
  return {
    name,
    bursts: [],
    async burst(order) {
      const before = { ...processorTime(pid), server: serverTime() };
      load.send(order);
      const result = await load.message();
      const after = { ...processorTime(pid), server: serverTime() };
      if (Object.keys(result.statuses).join() !== "200")
        throw new Error(`${name}: ${JSON.stringify(result.statuses)}`);
      const count = result.statuses["200"];
      const used = (part) => (after[part] - before[part]) / count;
      return {
        ...result,
        mainUs: used("main"),
        otherUs: used("all") - used("main"),
        serverUs: used("server"),
      };
    },
    async close() {
      await load.stop();
      await close();
    },
  };
}

async function bareServer(name, isChecking) {
  const server = startChild("bare-server.mjs", { core: cores.server, options: { secret, isChecking } });
  const { port } = await server.message();
  return contestant(name, { port, pid: server.pid }, () => server.stop());
}

async function gatewayContestant(engines, engine) {
  const store = await engines.create(engine);
  const gateway = await startGateway(store, { endpoints, flags: ["--role", "receive"] });
  const { port, pid } = gateway;
  const serverTime = engine === "postgres" ? engines.serverTime : undefined;
  return contestant(engine, { port, pid, serverTime }, async () => {
    await gateway.stop();
    await store.remove();
  });
}

/** Everybody is up at once and takes turns, so that whatever slows the machine slows all alike. */
export async function measureReceive(engines, { rounds }) {
  const contestants = [await bareServer("bare", false), await bareServer("checked", true)];
  for (const name of engines.names) contestants.push(await gatewayContestant(engines, name));
  try {
    for (const each of contestants) await each.burst(WARM_UP);
    for (let round = 0; round < rounds; round += 1) {
      for (const each of contestants) each.bursts.push(await each.burst(BURST));
    }
  } finally {
    for (const each of contestants) await each.close();
  }
  const rateOf = (name, round) => contestants.find((each) => each.name === name).bursts[round].perSecond;
  return contestants.map(({ name, bursts }) => ({
    name,
    perSecond: median(bursts.map(({ perSecond }) => perSecond)),
    toBare: median(bursts.map(({ perSecond }, round) => perSecond / rateOf("bare", round))),
    toChecked: median(bursts.map(({ perSecond }, round) => perSecond / rateOf("checked", round))),
    mainUs: median(bursts.map(({ mainUs }) => mainUs)),
    otherUs: median(bursts.map(({ otherUs }) => otherUs)),
    serverUs: median(bursts.map(({ serverUs }) => serverUs)),
    p50: median(bursts.map(({ p50 }) => p50)),
    p99: median(bursts.map(({ p99 }) => p99)),
  }));
}
