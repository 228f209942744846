// How many stored events a second go out: claimed, signed, sent, recorded.
import { startChild } from "./children.mjs";
import { createConfigured, fill, openStore } from "./fill.mjs";
import { startGateway } from "./gateway.mjs";
import { median } from "./median.mjs";
import { processorTime } from "./processor.mjs";
import { startLoad } from "./receive.mjs";

/** What does best for each: the client alone needs no more, a gateway also waits for its commits. */
const CLIENT_CONCURRENCY = 64;
const ENDPOINT_CONCURRENCY = 256;
const BODY_BYTES = 1024;
/** Share of what a gateway can receive that it receives while it delivers. */
const HALF = 0.5;

/** Starts a gateway on a store that holds `count` pending deliveries and waits for them all. */
async function drain(engines, engine, { receiver, port, count, receiveRate }) {
  const endpoints = [
    { name: "sink", url: `http://127.0.0.1:${port}/hooks`, concurrency: ENDPOINT_CONCURRENCY },
  ];
  const store = await createConfigured(engines, engine, { endpoints });
  const open = await openStore(store);
  await fill(open, count, { endpointsOf: () => ["sink"], bodyBytes: BODY_BYTES });
  await open.close();
  const gateway = await startGateway(store, { endpoints });
  const load = receiveRate === undefined ? undefined : await startLoad(gateway.port);
  load?.send({ seconds: 60, ratePerSecond: receiveRate * HALF });
  const time = () => ({
    ...processorTime(gateway.pid),
    server: engine === "postgres" ? engines.serverTime() : 0,
  });
  // What starting takes is nobody's delivery.
  const before = time();
  const rate = await untilReceived(receiver, count);
  const after = time();
  const used = (part) => (after[part] - before[part]) / count;
  load?.send({ isEnd: true });
  const received = await load?.message();
  await load?.stop();
  await gateway.stop();
  await store.remove();
  return {
    rate,
    received,
    mainUs: used("main"),
    otherUs: used("all") - used("main"),
    serverUs: used("server"),
  };
}

/** Waits until the receiver has had them all; gives deliveries per second between the first and the last. */
async function untilReceived(receiver, count) {
  for (;;) {
    receiver.send({ reset: false });
    const seen = await receiver.message();
    if (seen.count >= count) {
      receiver.send({ reset: true });
      await receiver.message();
      return (seen.count / seen.ms) * 1000;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function baseline(receiver, port, count) {
  const client = startChild("undici-baseline.mjs", {
    options: { port, concurrency: CLIENT_CONCURRENCY, count, bodyBytes: BODY_BYTES },
  });
  await client.message();
  client.send({});
  await client.message();
  const rate = await untilReceived(receiver, count);
  await client.stop();
  return rate;
}

export async function measureDeliver(engines, { rounds, count, receiveRates }) {
  const receiver = startChild("receiver.mjs");
  const { port } = await receiver.message();
  const results = engines.names.map((name) => ({
    name,
    alone: [],
    loaded: [],
    toUndici: [],
    loadedToUndici: [],
  }));
  const undici = [];
  try {
    await baseline(receiver, port, count);
    for (let round = 0; round < rounds; round += 1) {
      const limit = await baseline(receiver, port, count);
      undici.push(limit);
      for (const result of results) {
        const { name } = result;
        const alone = await drain(engines, name, { receiver, port, count });
        const receiveRate = receiveRates.get(name);
        const loaded = await drain(engines, name, { receiver, port, count, receiveRate });
        result.alone.push(alone);
        result.toUndici.push(alone.rate / limit);
        result.loaded.push(loaded);
        result.loadedToUndici.push(loaded.rate / limit);
      }
    }
  } finally {
    await receiver.stop();
  }
  const ofEngines = results.map(({ name, alone, toUndici, loaded, loadedToUndici }) => ({
    name,
    perSecond: median(alone.map(({ rate }) => rate)),
    mainUs: median(alone.map(({ mainUs }) => mainUs)),
    otherUs: median(alone.map(({ otherUs }) => otherUs)),
    serverUs: median(alone.map(({ serverUs }) => serverUs)),
    toUndici: median(toUndici),
    whileReceiving: median(loaded.map(({ rate }) => rate)),
    receivedMeanwhile: median(loaded.map(({ received }) => received.perSecond)),
    receivedP99: median(loaded.map(({ received }) => received.p99)),
    whileReceivingToUndici: median(loadedToUndici),
  }));
  return { undici: median(undici), engines: ofEngines };
}
