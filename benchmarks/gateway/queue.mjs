// The queue alone, on Postgres: claim and complete without work, beside graphile-worker with its local queue and batched
// completion, on the same server.
import { createConfigured, fill, openStore } from "./fill.mjs";
import { median } from "./median.mjs";

const CLAIM = 128;
const LOOPS = 4;
const CONCURRENCY = 10_000;
const LEASE_MS = 30_000;

async function drainOwn(engines, count) {
  const endpoints = Array.from({ length: LOOPS }, (_, index) => ({
    name: `sink-${index}`,
    url: "http://127.0.0.1:9/",
    concurrency: 256,
  }));
  const store = await createConfigured(engines, "postgres", { endpoints });
  const open = await openStore(store);
  await fill(open, count, { endpointsOf: (index) => [endpoints[index % LOOPS].name] });
  const [organization] = (await open.loadConfiguration()).organizations;
  const startedAt = performance.now();
  await Promise.all(organization.endpoints.map((endpoint) => drainEndpoint(open, organization, endpoint)));
  const rate = (count / (performance.now() - startedAt)) * 1000;
  await open.close();
  await store.remove();
  return rate;
}

async function drainEndpoint(open, organization, endpoint) {
  for (;;) {
    const now = Date.now();
    const { claimed } = await open.claim({
      now,
      wanted: [
        {
          organizationId: organization.id,
          configVersion: organization.configVersion,
          endpointId: endpoint.id,
          limit: CLAIM,
          concurrency: CONCURRENCY,
          leaseMs: LEASE_MS,
        },
      ],
    });
    if (claimed.length === 0) return;
    await Promise.all(
      claimed.map(({ deliveryId, organizationId, token }) =>
        open.record({
          deliveryId,
          organizationId,
          token,
          startedAt: now,
          durationMs: 1,
          result: "delivered",
          status: 200,
          next: { state: "delivered" },
          circuit: { kind: "works" },
        }),
      ),
    );
  }
}

/** @param {(url: string, count: number) => Promise<number>} drainPeer jobs per second */
export async function measureQueue(engines, { rounds, count, drainPeer }) {
  const own = [];
  const peer = [];
  const ratios = [];
  for (let round = 0; round < rounds; round += 1) {
    const database = await engines.create("postgres");
    peer.push(await drainPeer(database.url, count));
    await database.remove();
    own.push(await drainOwn(engines, count));
    ratios.push(own[round] / peer[round]);
  }
  return { own: median(own), peer: median(peer), ratio: median(ratios) };
}
