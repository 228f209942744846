// What one endpoint of fifty that never answers does to the other forty-nine: how long after its sending each event arrives.
import { startChild } from "./children.mjs";
import { startGateway } from "./gateway.mjs";
import { median } from "./median.mjs";
import { startLoad } from "./receive.mjs";

const ENDPOINTS = 50;
/** Each event goes to all endpoints. */
const EVENTS_PER_SECOND = 20;
const SECONDS = 6;

async function p99(engines, engine, { receiver, port, hasHanging }) {
  const endpoints = Array.from({ length: ENDPOINTS }, (_, index) => ({
    name: `sink-${index}`,
    url: `http://127.0.0.1:${port}/${hasHanging && index === 0 ? "slow" : "hooks"}/${index}`,
  }));
  const store = await engines.create(engine);
  const gateway = await startGateway(store, { endpoints });
  const load = await startLoad(gateway.port, { connections: 4 });
  // Once before it counts, so that connections are open and the code is warm.
  for (const isCounted of [false, true]) {
    receiver.send({ reset: true });
    await receiver.message();
    load.send({ seconds: isCounted ? SECONDS : SECONDS / 2, ratePerSecond: EVENTS_PER_SECOND });
    await load.message();
  }
  receiver.send({ reset: true });
  const seen = await receiver.message();
  await load.stop();
  await gateway.stop();
  await store.remove();
  return seen.p99;
}

export async function measureIsolation(engines, { rounds }) {
  const receiver = startChild("receiver.mjs");
  const { port } = await receiver.message();
  const results = [];
  try {
    for (const name of engines.names) {
      const ratios = [];
      const calm = [];
      for (let round = 0; round < rounds; round += 1) {
        const without = await p99(engines, name, { receiver, port, hasHanging: false });
        const withHanging = await p99(engines, name, { receiver, port, hasHanging: true });
        calm.push(without);
        ratios.push(withHanging / without);
      }
      results.push({ name, p99: median(calm), ratio: median(ratios) });
    }
  } finally {
    await receiver.stop();
  }
  return results;
}
