// What a million stored events with as many pending deliveries cost those that come after them.
import { createConfigured, fill, openStore } from "./fill.mjs";
import { startGateway } from "./gateway.mjs";
import { median } from "./median.mjs";
import { startLoad } from "./receive.mjs";

const BODY_BYTES = 200;
const BURST = { seconds: 2, requests: 30_000 };
const WARM_UP = { seconds: 3, requests: 30_000 };

/** Nobody listens there. */
const endpoints = [
  { name: "later", url: "http://127.0.0.1:9/" },
  { name: "now", url: "http://127.0.0.1:9/", concurrency: 256 },
];

async function receiveRates(store, rounds) {
  const gateway = await startGateway(store, { endpoints, flags: ["--role", "receive"] });
  const load = await startLoad(gateway.port);
  const rates = [];
  for (let round = 0; round <= rounds; round += 1) {
    load.send(round === 0 ? WARM_UP : BURST);
    const { perSecond } = await load.message();
    if (round > 0) rates.push(perSecond);
  }
  await load.stop();
  await gateway.stop();
  return median(rates);
}

/** Claims and records of an endpoint with a backlog of its own, beside the million of the other one. */
async function claimRate(store, { count, startAt }) {
  const open = await openStore(store);
  await fill(open, count, { endpointsOf: () => ["now"], bodyBytes: BODY_BYTES, startAt });
  const [organization] = (await open.loadConfiguration()).organizations;
  const endpoint = organization.endpoints.find(({ name }) => name === "now");
  const startedAt = performance.now();
  let done = 0;
  while (done < count) {
    const now = Date.now();
    const { organizationId, endpointId } = { organizationId: organization.id, endpointId: endpoint.id };
    const wanted = [
      {
        organizationId,
        configVersion: organization.configVersion,
        endpointId,
        limit: 128,
        concurrency: 1000,
        leaseMs: 30_000,
      },
    ];
    const { claimed } = await open.claim({ now, wanted });
    const outcome = {
      startedAt: now,
      durationMs: 1,
      result: "delivered",
      status: 200,
      next: { state: "delivered" },
    };
    await Promise.all(
      claimed.map(({ deliveryId, token }) => open.record({ deliveryId, organizationId, token, ...outcome })),
    );
    done += claimed.length;
  }
  const rate = (done / (performance.now() - startedAt)) * 1000;
  await open.close();
  return rate;
}

async function startMs(store) {
  const startedAt = performance.now();
  const gateway = await startGateway(store, { endpoints });
  const ms = performance.now() - startedAt;
  await gateway.stop();
  return ms;
}

export async function measureGrowth(engines, { rounds, stored, count }) {
  const results = [];
  for (const name of engines.names) {
    const empty = await createConfigured(engines, name, { endpoints });
    const full = await createConfigured(engines, name, { endpoints });
    const open = await openStore(full);
    const fillRate = await fill(open, stored, {
      endpointsOf: () => ["later"],
      bodyBytes: BODY_BYTES,
      startAt: 10 * stored,
    });
    await open.close();
    const started = await startMs(full);
    const receive = [await receiveRates(empty, rounds), await receiveRates(full, rounds)];
    const claim = [
      await claimRate(empty, { count, startAt: 0 }),
      await claimRate(full, { count, startAt: 0 }),
    ];
    await empty.remove();
    await full.remove();
    const [emptyReceive, fullReceive] = receive;
    const [emptyClaim, fullClaim] = claim;
    results.push({
      name,
      stored,
      fillRate,
      startSeconds: started / 1000,
      receive: fullReceive / emptyReceive,
      claim: fullClaim / emptyClaim,
    });
  }
  return results;
}
