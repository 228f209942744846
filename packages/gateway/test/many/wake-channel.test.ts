import { expect, onTestFinished, test } from "vitest";
import { PostgresWakeChannel } from "../../src/store/postgres/wake-channel.ts";
import type { WakeKind } from "../../src/store/wake-channel.ts";
import { openHttpReceiver } from "../deliver/support/http-receiver.ts";
import { NABLA_SECRET, postNabla } from "../flows/support/senders.ts";
import { connect } from "../store/postgres-gateways.ts";
import { createDatabase } from "../support/postgres/create-database.ts";
import { waitUntil } from "../support/wait-until.ts";
import { callApi, startOnDatabase, setUp } from "./support/start-gateways.ts";

const ALL: readonly WakeKind[] = ["work", "news", "configuration"];

interface Gateway {
  readonly channel: PostgresWakeChannel;
  readonly heard: WakeKind[];
  readonly lost: unknown[];
}

/** A channel that listens already. What it hears when its connection comes about is left out. */
async function openChannel(url: string): Promise<Gateway> {
  const [heard, lost]: [WakeKind[], unknown[]] = [[], []];
  const channel = new PostgresWakeChannel({
    url,
    onWake: (kind) => heard.push(kind),
    onLost: (cause) => lost.push(cause),
  });
  onTestFinished(() => channel.close());
  await waitUntil("it listens", () => heard.length === ALL.length);
  heard.length = 0;
  return { channel, heard, lost };
}

test("what one gateway tells wakes every other and not itself", async () => {
  const database = await createDatabase();
  const [first, second, third] = [
    await openChannel(database),
    await openChannel(database),
    await openChannel(database),
  ];
  first.channel.tell("work");
  first.channel.tell("configuration");
  await waitUntil("the others hear", () => second.heard.length === 2 && third.heard.length === 2);
  expect(second.heard).toEqual(["work", "configuration"]);
  expect(first.heard).toEqual([]);
});

test("however often something is told, few notices go out", async () => {
  const database = await createDatabase();
  const [first, second] = [await openChannel(database), await openChannel(database)];
  for (let told = 0; told < 1000; told += 1) first.channel.tell("work");
  await waitUntil("the other hears", () => second.heard.length > 0);
  expect(second.heard).toEqual(["work"]);
});

test("a connection that breaks comes about anew, and then everything is looked at", async () => {
  const database = await createDatabase();
  const [first, second] = [await openChannel(database), await openChannel(database)];
  const client = await connect(database);
  await client.query(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'countersign wake'",
  );
  await waitUntil("both listen again", () =>
    [first, second].every(({ heard }) => heard.length >= ALL.length),
  );
  expect(second.heard).toEqual(expect.arrayContaining([...ALL]));
  expect(second.lost).toHaveLength(1);
  second.heard.length = 0;
  first.channel.tell("news");
  await waitUntil("the other hears", () => second.heard.includes("news"));
});

test("a database that is not there is told of once, and closing waits for nothing", async () => {
  const lost: unknown[] = [];
  const url = "postgres://postgres@127.0.0.1:1/nowhere";
  const channel = new PostgresWakeChannel({ url, onWake: () => {}, onLost: (cause) => lost.push(cause) });
  await waitUntil("it is told", () => lost.length > 0);
  channel.tell("work");
  await channel.close();
  expect(lost).toHaveLength(1);
});

test("gateways that wake each other deliver what another accepted, also after the connections broke", async () => {
  await using receiver = await openHttpReceiver();
  const database = await createDatabase();
  const flags = { databaseListen: database };
  const receiving = await startOnDatabase(database, { ...flags, role: "receive" });
  const delivering = await startOnDatabase(database, { ...flags, role: "deliver" });
  const { key: apiKey } = (await setUp(receiving)).json as { readonly key: string };
  const create = (path: string, body: object): Promise<unknown> => callApi(receiving, path, { apiKey, body });
  await create("sources", { name: "nabla", scheme: "nabla", secrets: [NABLA_SECRET] });
  const secrets = [`whsec_${Buffer.alloc(32, 3).toString("base64")}`];
  await create("endpoints", { name: "ehr", scheme: "standard-webhooks", url: receiver.url, secrets });
  await postNabla(`${receiving.url}/in/northside/nabla`, "evt-1");
  await waitUntil("it is delivered", () => receiver.requests.length === 1);

  const client = await connect(database);
  await client.query(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'countersign wake'",
  );
  await waitUntil("it is told", () => delivering.lines.some(({ event }) => event === "wake_channel_lost"));
  await postNabla(`${receiving.url}/in/northside/nabla`, "evt-2");
  await waitUntil("it is delivered too", () => receiver.requests.length === 2);
  expect((await fetch(`${delivering.url}/readyz`)).status).toBe(200);
});
