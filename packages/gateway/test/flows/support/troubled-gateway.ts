import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { standardWebhooks } from "countersign/schemes";
import pg from "pg";
import { onTestFinished } from "vitest";
import { startGatewayProcess } from "../../support/gateway-process.ts";
import type { GatewayProcess } from "../../support/gateway-process.ts";
import { TroubleProxy } from "../../support/postgres/trouble-proxy.ts";
import { temporaryDirectory } from "../../support/temporary-directory.ts";
import { openVerifyingReceiver } from "../../support/verifying-receiver.ts";
import type { VerifyingReceiver } from "../../support/verifying-receiver.ts";
import { waitUntil } from "../../support/wait-until.ts";
import { northside, postNabla } from "./senders.ts";

const ENDPOINT = {
  name: "ehr",
  scheme: standardWebhooks,
  secret: `whsec_${Buffer.alloc(24, 9).toString("base64")}`,
};
/** Of the pool, and the one that listens. */
export const MOST_CONNECTIONS = 13;
const MASTER_KEY = Buffer.alloc(32, 6).toString("base64");

/** A gateway as users run it, which reaches its database by way of a proxy that makes troubles. */
export interface TroubledGateway {
  readonly process: GatewayProcess;
  readonly proxy: TroubleProxy;
  readonly receiver: VerifyingReceiver;
  /** Where it takes Nabla's events. */
  readonly sourceUrl: string;
}

/** Starts one on a database, before which the proxy stands; all of it ends with the test. */
export async function startTroubledGateway(database: string, proxy?: TroubleProxy): Promise<TroubledGateway> {
  const between = proxy ?? (await startProxy(Number(new URL(database).port)));
  const directory = await temporaryDirectory("trouble");
  onTestFinished(() => directory[Symbol.asyncDispose]());
  const receiver = await openVerifyingReceiver([ENDPOINT], () => 200);
  onTestFinished(() => receiver[Symbol.asyncDispose]());
  const configurationFile = join(directory.path, "countersign.yaml");
  await writeFile(configurationFile, JSON.stringify(configurationOf(receiver.urlOf(ENDPOINT.name))));
  const process = await startGatewayProcess({
    dataDirectory: join(directory.path, "data"),
    configurationFile,
    flags: [`--database=${between.urlOf(database)}`, "--allow-insecure-endpoints"],
    environment: { COUNTERSIGN_MASTER_KEY: MASTER_KEY },
  });
  onTestFinished(() => process.kill());
  return { process, proxy: between, receiver, sourceUrl: `${process.url}/in/northside/nabla` };
}

export async function startProxy(port: number): Promise<TroubleProxy> {
  const proxy = await TroubleProxy.start(port);
  onTestFinished(() => proxy[Symbol.asyncDispose]());
  return proxy;
}

/** Resolves when a message is acknowledged again, with how many milliseconds that took. */
export async function servesAgain(sourceUrl: string, id: string): Promise<number> {
  const startedAt = performance.now();
  await waitUntil("an acknowledgement", async () => (await postNabla(sourceUrl, id)).status === 200);
  return Math.round(performance.now() - startedAt);
}

/** The public ids of all events that were delivered so far. */
export function deliveredEvents({ received }: VerifyingReceiver): ReadonlySet<string | undefined> {
  return new Set(received.filter(({ isVerified }) => isVerified).map(({ eventId }) => eventId));
}

/** How many rows a query finds, asked on a connection of the test's own. */
export async function countRows(database: string, from: string): Promise<number> {
  const client = new pg.Client({ connectionString: database });
  await client.connect();
  try {
    const { rows } = await client.query<{ readonly count: string }>(`SELECT count(*) AS count FROM ${from}`);
    return Number(rows[0]?.count);
  } finally {
    await client.end();
  }
}

/** How many connections of gateways the server of a database knows to be on it. */
export function countConnections(database: string): Promise<number> {
  return countRows(
    database,
    "pg_stat_activity WHERE datname = current_database() AND application_name LIKE 'countersign%'",
  );
}

function configurationOf(url: string): object {
  const { name, scheme, secret } = ENDPOINT;
  const endpoint = {
    name,
    url,
    scheme: scheme.id,
    secrets: [secret],
    sources: ["*"],
    events: ["*"],
    attemptTimeoutMs: 1000,
  };
  return {
    organizations: northside.organizations.map((organization) => ({
      ...organization,
      endpoints: [endpoint],
    })),
  };
}
