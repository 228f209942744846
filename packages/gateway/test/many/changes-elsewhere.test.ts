import { createSigner } from "countersign";
import { nabla } from "countersign/schemes";
import { createClient } from "@countersign/contract/client";
import { describe, expect, onTestFinished, test } from "vitest";
import { nablaEvent, post } from "../flows/support/senders.ts";
import type { TestGateway } from "../flows/support/test-gateway.ts";
import { waitUntil } from "../support/wait-until.ts";
import { callApi, startTwoGateways } from "./support/start-gateways.ts";
import type { Both } from "./support/start-gateways.ts";

const FIRST_SECRET = "the first secret of the lab";
const OWN_PATH = "/v2/webhooks/lab";

const ROTATIONS = 5;
const AT_ONCE = 20;

let count = 0;

/** Sends an event that no other is like and gives the status. */
async function send({ url }: TestGateway, secret: string, path = "/in/northside/lab"): Promise<number> {
  count += 1;
  const body = nablaEvent(`evt-${count}`);
  const headers = createSigner(nabla, { keys: [{ secret }] }).sign({ body });
  return (await post(`${url}${path}`, body, headers)).status;
}

interface Lab extends Both {
  readonly apiKey: string;
  /** Changes something through the first of the gateways. */
  readonly change: (path: string, body: unknown) => Promise<unknown>;
}

/** Two gateways, and a source that was made through the first. */
async function startWithSource(): Promise<Lab> {
  const { both, apiKey } = await startTwoGateways();
  const change = (path: string, body: unknown): Promise<unknown> => callApi(both.a, path, { apiKey, body });
  await change("sources", { name: "lab", scheme: "nabla", secrets: [FIRST_SECRET] });
  return { ...both, apiKey, change };
}

describe("what is changed through one gateway holds for the next request to another", () => {
  test("a source that was added", async () => {
    const { b } = await startWithSource();
    expect(await send(b, FIRST_SECRET)).toBe(200);
  });

  test("a source that was added, for each of many requests at once that come first", async () => {
    const { b } = await startWithSource();
    const statuses = await Promise.all(Array.from({ length: AT_ONCE }, () => send(b, FIRST_SECRET)));
    expect(new Set(statuses)).toEqual(new Set([200]));
  });

  test("a secret that a rotation added, and one that was erased, again and again", async () => {
    const { b, change } = await startWithSource();
    let [name, secret] = ["key-1", FIRST_SECRET];
    expect(await send(b, secret)).toBe(200);
    for (let rotation = 1; rotation <= ROTATIONS; rotation += 1) {
      const next = `secret number ${rotation} of the lab`;
      expect(await send(b, next)).toBe(401);
      const rotated = await change("sources/lab/secrets/rotate", { value: next });
      expect(await send(b, next)).toBe(200);
      expect(await send(b, secret)).toBe(200);
      await change(`sources/lab/secrets/${name}/erase`, {});
      expect(await send(b, secret)).toBe(401);
      [name, secret] = [(rotated as { readonly name: string }).name, next];
    }
  });

  test("a source that was deleted", async () => {
    const { a, b, apiKey } = await startWithSource();
    expect(await send(b, FIRST_SECRET)).toBe(200);
    await callApi(a, "sources/lab", { apiKey, method: "DELETE" });
    expect(await send(b, FIRST_SECRET)).toBe(401);
  });
});

test("a path of a source's own is found by a look at what others changed", async () => {
  const { a, b, change } = await startWithSource();
  expect(await send(b, FIRST_SECRET, OWN_PATH)).toBe(404);
  await change("sources", { name: "own-path", scheme: "nabla", path: OWN_PATH, secrets: [FIRST_SECRET] });
  expect(await send(a, FIRST_SECRET, OWN_PATH)).toBe(200);
  await waitUntil("the path receives", async () => (await send(b, FIRST_SECRET, OWN_PATH)) === 200);
});

test("the stream of one gateway tells of the events that another accepts", async () => {
  const { a, b, apiKey } = await startWithSource();
  const stop = new AbortController();
  onTestFinished(() => stop.abort());
  const stream = createClient({ url: b.url, apiKey }).stream("followStream", { signal: stop.signal });
  let told: unknown;
  const reading = stream.next().then(({ value }) => {
    told = value;
  });
  // Again and again: what was accepted before the stream began is not told.
  await waitUntil("an event is told", async () => {
    await send(a, FIRST_SECRET);
    return told !== undefined;
  });
  await reading;
  expect(told).toMatchObject({ event: "event.accepted", data: { source: "lab" } });
});
