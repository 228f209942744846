import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { standardWebhooks } from "countersign/schemes";
import { onTestFinished } from "vitest";
import { startGatewayProcess } from "../../support/gateway-process.ts";
import type { GatewayProcess } from "../../support/gateway-process.ts";
import { TroubleProxy } from "../../support/postgres/trouble-proxy.ts";
import { temporaryDirectory } from "../../support/temporary-directory.ts";
import { openVerifyingReceiver } from "../../support/verifying-receiver.ts";
import type { VerifyingReceiver } from "../../support/verifying-receiver.ts";
import { waitUntil } from "../../support/wait-until.ts";
import { readRows } from "./read-rows.ts";
import { northside } from "./senders.ts";
import type { SteadySenders } from "./steady-senders.ts";

const ENDPOINT = {
  name: "ehr",
  scheme: standardWebhooks,
  secret: `whsec_${Buffer.alloc(24, 9).toString("base64")}`,
};
/** Of the pool, and the one that listens. */
export const MOST_CONNECTIONS = 13;
/** Characters of the end of what a gateway wrote. */
const MAX_QUOTED = 8000;
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

/** Resolves at the next acknowledgement, with how many milliseconds that took. Else rejects with what the gateway wrote. */
export async function acknowledgesAgain(gateway: TroubledGateway, senders: SteadySenders): Promise<number> {
  const [startedAt, before] = [performance.now(), senders.countOf(200)];
  try {
    await waitUntil("acknowledgements again", () => senders.countOf(200) > before);
  } catch (error) {
    const written = gateway.process.written().stderr.toString("utf8").slice(-MAX_QUOTED);
    const answers = `503: ${senders.countOf(503)}, none: ${senders.countOf(0)}`;
    throw new Error(`never acknowledged again (${answers})\n${written}`, { cause: error });
  }
  return Math.round(performance.now() - startedAt);
}

/** The public ids of all events that were delivered so far. */
export function deliveredEvents({ received }: VerifyingReceiver): ReadonlySet<string | undefined> {
  return new Set(received.filter(({ isVerified }) => isVerified).map(({ eventId }) => eventId));
}

/** How many rows a query finds. */
export async function countRows(database: string, from: string): Promise<number> {
  const [row] = await readRows<{ readonly count: string }>(database, `SELECT count(*) AS count FROM ${from}`);
  return Number(row?.count);
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
