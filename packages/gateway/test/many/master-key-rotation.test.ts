import { copyFile, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { createSigner } from "countersign";
import { nabla } from "countersign/schemes";
import { expect, onTestFinished, test } from "vitest";
import { openHttpReceiver } from "../deliver/support/http-receiver.ts";
import { nablaEvent, post } from "../flows/support/senders.ts";
import { startTestGateway } from "../flows/support/test-gateway.ts";
import type { TestGateway } from "../flows/support/test-gateway.ts";
import { createDatabase } from "../support/postgres/create-database.ts";
import { temporaryDirectory } from "../support/temporary-directory.ts";
import { waitUntil } from "../support/wait-until.ts";
import { MASTER_KEY, callApi, setUp } from "./support/start-gateways.ts";
import type { Flags } from "./support/start-gateways.ts";

const NEXT_MASTER_KEY = Buffer.alloc(32, 6).toString("base64");
const ENDPOINT_SECRET = `whsec_${Buffer.alloc(32, 3).toString("base64")}`;
const EVENTS = 10;
const SECRET = "the secret of every source here";

async function start(flags: Flags): Promise<TestGateway> {
  const gateway = await startTestGateway({ flags });
  onTestFinished(() => gateway[Symbol.asyncDispose]());
  return gateway;
}

async function dataFolder(): Promise<string> {
  const directory = await temporaryDirectory("rotation");
  onTestFinished(() => directory[Symbol.asyncDispose]());
  return directory.path;
}

async function adminKeyOf(gateway: TestGateway): Promise<string> {
  return ((await setUp(gateway)).json as { readonly key: string }).key;
}

interface MasterKeyFacts {
  readonly fingerprint: string;
  readonly state: string;
}

async function rotate(gateway: TestGateway, apiKey: string): Promise<void> {
  const facts = (): Promise<MasterKeyFacts> =>
    callApi(gateway, "master-key", { apiKey }) as Promise<MasterKeyFacts>;
  const { fingerprint } = await facts();
  await callApi(gateway, "master-key/rotate", { apiKey, method: "POST" });
  await waitUntil("the rotation has ended", async () => {
    const now = await facts();
    return now.state === "in_force" && now.fingerprint !== fingerprint;
  });
}

let count = 0;

async function send({ url }: TestGateway, source: string): Promise<number> {
  count += 1;
  const body = nablaEvent(`evt-${count}`);
  const headers = createSigner(nabla, { keys: [{ secret: SECRET }] }).sign({ body });
  return (await post(`${url}/in/northside/${source}`, body, headers)).status;
}

async function addSource(gateway: TestGateway, apiKey: string, name: string): Promise<void> {
  await callApi(gateway, "sources", { apiKey, body: { name, scheme: "nabla", secrets: [SECRET] } });
}

async function isReady({ url }: TestGateway): Promise<boolean> {
  return (await fetch(`${url}/readyz`)).status === 200;
}

test("a rotation through one gateway: another finds the key in the shared data folder and goes on", async () => {
  const [database, data] = [await createDatabase(), await dataFolder()];
  const rotating = await start({ database, data });
  const apiKey = await adminKeyOf(rotating);
  await addSource(rotating, apiKey, "lab");
  const running = await start({ database, data });
  // Without a key in memory: of what follows it opens everything with the master key that it finds.
  await rotate(rotating, apiKey);
  expect(await send(running, "lab")).toBe(200);
  // And it makes new keys under it, which the others open.
  await addSource(running, apiKey, "clinic");
  expect(await send(running, "clinic")).toBe(200);
  expect(await send(rotating, "clinic")).toBe(200);
  await rotate(running, apiKey);
  expect(await send(rotating, "clinic")).toBe(200);
  expect(await Promise.all([isReady(rotating), isReady(running)])).toEqual([true, true]);
});

test("a rotation through one gateway: another that has the next key as its variable goes on", async () => {
  const database = await createDatabase();
  const flags = { database, masterKey: MASTER_KEY, nextMasterKey: NEXT_MASTER_KEY };
  const [rotating, running] = [await start(flags), await start(flags)];
  const apiKey = await adminKeyOf(rotating);
  await rotate(rotating, apiKey);
  await addSource(rotating, apiKey, "lab");
  expect(await send(running, "lab")).toBe(200);
  expect(await isReady(running)).toBe(true);
});

test("a rotation through one gateway: another without the new key says so, answers 503, loses nothing, and goes on with it", async () => {
  const database = await createDatabase();
  const [here, there] = [await dataFolder(), await dataFolder()];
  const rotating = await start({ database, data: here, allowInsecureEndpoints: true });
  const apiKey = await adminKeyOf(rotating);
  await addSource(rotating, apiKey, "lab");
  await mkdir(there, { recursive: true });
  await copyFile(join(here, "master.key"), join(there, "master.key"));
  await using receiver = await openHttpReceiver();
  const endpoint = {
    name: "ehr",
    scheme: "standard-webhooks",
    url: receiver.url,
    secrets: [ENDPOINT_SECRET],
  };
  await callApi(rotating, "endpoints", { apiKey, body: endpoint });
  const lacking = await start({ database, data: there, allowInsecureEndpoints: true });
  await rotate(rotating, apiKey);

  await waitUntil("it is not ready", async () => !(await isReady(lacking)));
  const told = lacking.lines.find(({ event }) => event === "others_unknown");
  expect(told).toMatchObject({ errorCode: "master_key_unknown" });
  expect(await send(lacking, "lab")).toBe(503);
  for (let sent = 0; sent < EVENTS; sent += 1) expect(await send(rotating, "lab")).toBe(200);
  await waitUntil("all are delivered", () => receiver.requests.length === EVENTS);

  await copyFile(join(here, "master.key"), join(there, "master.key"));
  await waitUntil("it is ready again", () => isReady(lacking));
  expect(await send(lacking, "lab")).toBe(200);
  await waitUntil("the last is delivered", () => receiver.requests.length === EVENTS + 1);
  expect(lacking.lines.map(({ event }) => event)).toContain("others_followed");
  // Nothing became a dead letter for want of a key.
  await waitUntil("all are recorded", async () => {
    return (await rotating.metric(`countersign_deliveries{state="delivered"}`)) === EVENTS + 1;
  });
});
