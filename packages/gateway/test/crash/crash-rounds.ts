import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { openBuiltStore } from "../support/built-store.ts";
import { conservationViolations } from "../support/conservation.ts";
import type { Violation } from "../support/conservation.ts";
import { databaseIntegrity } from "../support/database-integrity.ts";
import { startGatewayProcess } from "../support/gateway-process.ts";
import type { GatewayProcess, GatewayProcessOptions } from "../support/gateway-process.ts";
import { readStoredFacts } from "../support/read-stored-facts.ts";
import { seededRandom } from "../support/seeded-random.ts";
import type { SeededRandom } from "../support/seeded-random.ts";
import { sendLoad } from "../support/send-load.ts";
import { SentMessages } from "../support/sent-messages.ts";
import { temporaryDirectory } from "../support/temporary-directory.ts";
import { openVerifyingReceiver } from "../support/verifying-receiver.ts";
import type { VerifyingReceiver } from "../support/verifying-receiver.ts";
import {
  DEAD_LETTER_ENDPOINT,
  ORGANIZATION,
  makeCrashWorld,
  writeCrashConfiguration,
} from "./crash-world.ts";
import type { CrashWorld } from "./crash-world.ts";

const CONNECTIONS = 16;
/** The kill comes somewhere in this stretch of load: from the first commits to a full queue. */
const KILL_AFTER_MS = { min: 50, max: 900 };
/** Of all deliveries: answered 500 the first times, so that retries exist. */
const FAILURE_SHARE = 0.1;
/** Deliveries count as drained when nothing waits and nothing has arrived for so long: many times the pause between retries. */
const QUIET_MS = 1_500;
/** A gateway that still sends after this long never stops. Leases that outlive the killed process are part of it. */
const MAX_DRAIN_MS = 60_000;

export interface CrashOptions {
  readonly rounds: number;
  readonly seed: number;
  /** Stands between the gateway and its store. */
  readonly storeWrapper?: URL;
}

export interface CrashReport {
  readonly violations: readonly Violation[];
  /** Answers that no sender should have seen. */
  readonly unexpectedAnswers: readonly string[];
  readonly exitCode: number | null;
  /** How much happened, so that a run in which nothing did is no proof. */
  readonly counts: {
    readonly sent: number;
    readonly acknowledged: number;
    readonly stored: number;
    readonly conflicts: number;
    readonly received: number;
    readonly retried: number;
    readonly deadLetters: number;
    /** Deliveries that still waited when the gateway was stopped, although it had gone quiet. */
    readonly leftPending: number;
  };
}

/**
 * Receives and delivers under load, kills the gateway at a random moment, starts it again on the same data, and so on
 * for some rounds; then lets it finish in peace and compares what senders, receivers and the store know.
 */
export async function runCrashRounds(options: CrashOptions): Promise<CrashReport> {
  const random = seededRandom(options.seed);
  const world = makeCrashWorld();
  const messages = new SentMessages();
  await using directory = await temporaryDirectory("crash");
  await using receiver = await openCrashReceiver(world, random);
  const dataDirectory = join(directory.path, "data");
  await mkdir(dataDirectory, { mode: 0o700 });
  const process: GatewayProcessOptions = {
    dataDirectory,
    configurationFile: await writeCrashConfiguration(directory.path, world, (name) => receiver.urlOf(name)),
    flags: ["--allow-insecure-endpoints"],
    environment: world.environment,
    ...(options.storeWrapper === undefined ? {} : { storeWrapper: options.storeWrapper }),
  };
  for (let round = 0; round < options.rounds; round++) await crashOnce(process, { world, random, messages });
  const exitCode = await finishInPeace(process, receiver);
  return { ...(await report(dataDirectory, { world, messages, receiver })), exitCode };
}

async function crashOnce(
  process: GatewayProcessOptions,
  parts: { readonly world: CrashWorld; readonly random: SeededRandom; readonly messages: SentMessages },
): Promise<void> {
  const { world, random, messages } = parts;
  await using gateway = await startGatewayProcess(process);
  const stopping = new AbortController();
  const load = sendLoad({
    url: gateway.url,
    organization: ORGANIZATION,
    vendors: world.vendors,
    connections: CONNECTIONS,
    random,
    messages,
    signal: stopping.signal,
  });
  await sleep(random.between(KILL_AFTER_MS.min, KILL_AFTER_MS.max));
  await gateway.kill();
  stopping.abort();
  await load;
}

/** Starts once more without load, waits until nothing is left to be sent, and stops as an operator does. */
async function finishInPeace(
  process: GatewayProcessOptions,
  receiver: VerifyingReceiver,
): Promise<number | null> {
  await using gateway = await startGatewayProcess(process);
  const lastMoment = Date.now() + MAX_DRAIN_MS;
  for (let seen = -1; Date.now() < lastMoment;) {
    if (seen === receiver.received.length && (await openDeliveries(gateway)) === 0) break;
    seen = receiver.received.length;
    await sleep(QUIET_MS);
  }
  return await gateway.stop();
}

/** How many deliveries are still to be sent, or under way. */
async function openDeliveries({ url }: GatewayProcess): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const counts = [...text.matchAll(/^countersign_deliveries\{state="(?:pending|in_flight)"\} (\d+)$/gm)];
  if (counts.length === 0) throw new Error("the gateway does not tell how many deliveries are open");
  return counts.reduce((sum, [, count]) => sum + Number(count), 0);
}

function openCrashReceiver(world: CrashWorld, random: SeededRandom): Promise<VerifyingReceiver> {
  return openVerifyingReceiver(world.endpoints, ({ endpoint, digest, isVerified }) => {
    if (!isVerified) return 401;
    if (endpoint === DEAD_LETTER_ENDPOINT && digest < "8") return 500;
    return random.chance(FAILURE_SHARE) ? 500 : 200;
  });
}

async function report(
  dataDirectory: string,
  parts: {
    readonly world: CrashWorld;
    readonly messages: SentMessages;
    readonly receiver: VerifyingReceiver;
  },
): Promise<Omit<CrashReport, "exitCode">> {
  const { world, messages, receiver } = parts;
  const integrity = await databaseIntegrity(dataDirectory);
  await using store = await openBuiltStore(dataDirectory);
  const stored = await readStoredFacts(store);
  const { sent, acknowledged } = messages;
  const { received } = receiver;
  const { interestedEndpoints } = world;
  const states = await store.countDeliveries();
  return {
    violations: conservationViolations({
      sent,
      acknowledged,
      received,
      stored,
      interestedEndpoints,
      integrity,
    }),
    unexpectedAnswers: messages.unexpected,
    counts: {
      sent: sent.size,
      acknowledged: acknowledged.length,
      stored: stored.length,
      conflicts: stored.filter(({ conflictsWith }) => conflictsWith !== undefined).length,
      received: received.length,
      retried: received.filter(({ status }) => status === 500).length,
      deadLetters: states.failed,
      leftPending: states.pending,
    },
  };
}
