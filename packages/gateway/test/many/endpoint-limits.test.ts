import { EventEmitter, once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { openHttpReceiver } from "../deliver/support/http-receiver.ts";
import type { HttpReceiver } from "../deliver/support/http-receiver.ts";
import { NABLA_SECRET, postNabla } from "../flows/support/senders.ts";
import { waitUntil } from "../support/wait-until.ts";
import { callApi, startTwoGateways } from "./support/start-gateways.ts";
import type { Both } from "./support/start-gateways.ts";

const EVENTS = 40;
/** Who gets a free slot is chance, drawn anew with each round of a few events more. */
const MAX_ROUNDS = 60;
const EVENTS_PER_ROUND = 6;
/** So long an answer takes: time for the other gateway to send more than it may. */
const ANSWER_MS = 20;

/** Two gateways that deliver to one endpoint, and events that came in through both. */
async function startWithEndpoint(receiver: HttpReceiver, limits: object): Promise<Both> {
  const { both, apiKey } = await startTwoGateways();
  const create = (path: string, body: object): Promise<unknown> => callApi(both.a, path, { apiKey, body });
  await create("sources", { name: "nabla", scheme: "nabla", secrets: [NABLA_SECRET] });
  const secrets = [`whsec_${Buffer.alloc(32, 3).toString("base64")}`];
  const { url } = receiver;
  await create("endpoints", { name: "ehr", scheme: "standard-webhooks", url, secrets, ...limits });
  await send(both, "evt", EVENTS);
  return both;
}

/** Sends events through both gateways in turn. */
async function send({ a, b }: Both, name: string, count: number): Promise<void> {
  const sent = Array.from({ length: count }, (_, event) =>
    postNabla(`${(event % 2 === 0 ? a : b).url}/in/northside/nabla`, `${name}-${event}`),
  );
  const statuses = (await Promise.all(sent)).map(({ status }) => status);
  expect(new Set(statuses)).toEqual(new Set([200]));
}

/** How many attempts each has made. */
async function attemptsOf({ a, b }: Both, result: string): Promise<readonly number[]> {
  const name = `countersign_attempts_total{organization="northside",endpoint="ehr",result="${result}"}`;
  return [await a.metric(name), await b.metric(name)];
}

test("no more requests are under way to an endpoint than its concurrency, over all gateways", async () => {
  const concurrency = 3;
  // The first answers wait for one another: how fast a machine sends is no part of the question.
  const moments = new EventEmitter();
  const allThere = once(moments, "all there");
  await using receiver = await openHttpReceiver((_request, index) => {
    if (index === concurrency - 1) moments.emit("all there");
    return (response) => void allThere.then(() => sleep(ANSWER_MS)).then(() => response.writeHead(200).end());
  });
  const both = await startWithEndpoint(receiver, { concurrency });
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    await waitUntil("all are delivered", async () => {
      const attempts = await attemptsOf(both, "delivered");
      return attempts.reduce((sum, count) => sum + count, 0) === receiver.requests.length;
    });
    if ((await attemptsOf(both, "delivered")).every((count) => count > 0)) break;
    await send(both, `more-${round}`, EVENTS_PER_ROUND);
  }
  expect((await attemptsOf(both, "delivered")).every((count) => count > 0)).toBe(true);
  // Exactly: with fewer it would not be shown that more could have come.
  expect(receiver.mostAtOnce).toBe(concurrency);
});

test("an endpoint's rate is one rate, however many gateways deliver", async () => {
  const arrivals: number[] = [];
  await using receiver = await openHttpReceiver(() => {
    arrivals.push(performance.now());
    return 200;
  });
  const [perSecond, burst, concurrency] = [20, 5, 2];
  await startWithEndpoint(receiver, { concurrency, rate: { perSecond, burst } });
  await waitUntil("all are delivered", () => receiver.requests.length === EVENTS);
  // In any stretch of time; a token is taken before its request arrives, and so many may be on the way when it begins.
  const tooMany = arrivals.flatMap((from, first) =>
    arrivals.slice(first).flatMap((until, after) => {
      const allowed = burst + concurrency + 1 + ((until - from) / 1000) * perSecond;
      return after + 1 > allowed ? [after + 1] : [];
    }),
  );
  expect(tooMany).toEqual([]);
});

test("a circuit that opened for one gateway is open for all", async () => {
  await using receiver = await openHttpReceiver(() => 500);
  const failures = 4;
  const circuit = { failures, pauseMs: 600_000, maxPauseMs: 600_000 };
  const both = await startWithEndpoint(receiver, { concurrency: 1, circuit });
  await waitUntil("the circuit is open", async () => {
    const { a, b } = both;
    const name = `countersign_circuit_changes_total{organization="northside",endpoint="ehr",state="opened"}`;
    return (await a.metric(name)) + (await b.metric(name)) === 1;
  });
  // Longer than a gateway sleeps before it looks for work by itself.
  await sleep(1500);
  expect(receiver.requests).toHaveLength(failures);
});
