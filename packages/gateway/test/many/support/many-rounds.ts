import { setTimeout as sleep } from "node:timers/promises";
import { DEAD_LETTER_ENDPOINT, ORGANIZATION, makeCrashWorld } from "../../crash/crash-world.ts";
import type { CrashWorld } from "../../crash/crash-world.ts";
import { createMasterKey } from "../../../src/secrets/master-key.ts";
import { openPostgresStore } from "../../../src/store/postgres/open-postgres-store.ts";
import { parseDeliveryId } from "../../../src/store/public-id.ts";
import { conservationViolations } from "../../support/conservation.ts";
import type { StoredFact, Violation } from "../../support/conservation.ts";
import { createDatabase } from "../../support/postgres/create-database.ts";
import { readStoredFacts } from "../../support/read-stored-facts.ts";
import { seededRandom } from "../../support/seeded-random.ts";
import type { SeededRandom } from "../../support/seeded-random.ts";
import { sendLoad } from "../../support/send-load.ts";
import { SentMessages } from "../../support/sent-messages.ts";
import { openVerifyingReceiver } from "../../support/verifying-receiver.ts";
import type { VerifyingReceiver } from "../../support/verifying-receiver.ts";
import { countUnsettled, logClaims, readClaims } from "./claim-log.ts";
import { Fleet } from "./fleet.ts";
import { leaseViolations } from "./lease-laws.ts";
import type { Arrival, LeaseViolation } from "./lease-laws.ts";
import { MASTER_KEY } from "./start-gateways.ts";

/** To each gateway. */
const CONNECTIONS = 6;
/** The end of a gateway comes somewhere in this stretch of load, and the others go on for another one. */
const LOAD_MS = { min: 50, max: 700 };
const FAILURE_SHARE = 0.1;
/** A lease of 16 s, five seconds until it is taken over, and what then waits in line. */
const MAX_SETTLE_MS = 60_000;
const SETTLE_POLL_MS = 250;

/** How one gateway ends while the others go on. */
export type Ending = "killed" | "stopped";

export interface ManyRounds {
  readonly gateways: number;
  readonly rounds: number;
  readonly seed: number;
  /** How a gateway ends in each round; of several one is drawn. */
  readonly endings: readonly Ending[];
  readonly flags?: readonly string[];
}

export interface ManyReport {
  readonly violations: readonly Violation[];
  readonly leaseViolations: readonly LeaseViolation[];
  /** Answers that no sender should have seen. */
  readonly unexpectedAnswers: readonly string[];
  /** Messages whose sender saw the connection break, that nobody answered, and that are stored all the same. */
  readonly acknowledgedAndReset: readonly string[];
  readonly exitCodes: readonly number[];
  readonly leftUnsettled: number;
  /** What each gateway did that ran at the end. */
  readonly shares: readonly { readonly received: number; readonly attempts: number }[];
  readonly counts: {
    readonly acknowledged: number;
    readonly received: number;
    readonly retried: number;
    readonly takenOver: number;
  };
}

/**
 * Sends to all gateways of one database at once, ends one of them at a random moment while the others go on, starts it
 * again, and so on for some rounds; then lets everything settle and compares what senders, receivers and the store know.
 */
export async function runManyRounds(options: ManyRounds): Promise<ManyReport> {
  const random = seededRandom(options.seed);
  const world = makeCrashWorld();
  const messages = new SentMessages();
  const database = await createDatabase();
  await logClaims(database);
  const arrivals: Arrival[] = [];
  await using receiver = await openReceiver(world, random, arrivals);
  const urlOf = (endpoint: string): string => receiver.urlOf(endpoint);
  const { gateways: size, flags = [] } = options;
  await using fleet = await Fleet.start({ database, world, urlOf, size, flags });
  for (let round = 0; round < options.rounds; round += 1) {
    await playRound(fleet, { world, random, messages }, options.endings);
  }
  const leftUnsettled = await settle(database);
  const shares = await Promise.all(fleet.gateways.map(({ url }) => shareOf(url)));
  const exitCodes = await fleet.stop();

  const claims = await readClaims(database);
  const stored = await readStored(database);
  const { sent, acknowledged, unexpected } = messages;
  const { received } = receiver;
  const { interestedEndpoints } = world;
  return {
    violations: conservationViolations({
      sent,
      acknowledged,
      received,
      stored,
      interestedEndpoints,
      integrity: "ok",
    }),
    leaseViolations: leaseViolations({ claims, arrivals }),
    unexpectedAnswers: unexpected,
    acknowledgedAndReset: acknowledgedAndReset(messages, stored),
    exitCodes,
    leftUnsettled,
    shares,
    counts: {
      acknowledged: acknowledged.length,
      received: received.length,
      retried: received.filter(({ status }) => status === 500).length,
      takenOver: claims.filter(({ isExpired }) => isExpired).length,
    },
  };
}

async function playRound(
  fleet: Fleet,
  parts: { readonly world: CrashWorld; readonly random: SeededRandom; readonly messages: SentMessages },
  endings: readonly Ending[],
): Promise<void> {
  const { world, random, messages } = parts;
  const stopping = new AbortController();
  const { signal } = stopping;
  const loads = fleet.gateways.map(({ url }) =>
    sendLoad({
      url,
      organization: ORGANIZATION,
      vendors: world.vendors,
      connections: CONNECTIONS,
      random,
      messages,
      signal,
    }),
  );
  const stretch = (): Promise<void> => sleep(random.between(LOAD_MS.min, LOAD_MS.max));
  await stretch();
  const ending = random.pick(endings);
  if (ending !== undefined) {
    const index = random.between(0, fleet.gateways.length - 1);
    const ended = ending === "killed" ? fleet.at(index).kill() : fleet.at(index).stop();
    await stretch();
    await ended;
    await fleet.restart(index);
  }
  stopping.abort();
  await Promise.all(loads);
}

function openReceiver(
  world: CrashWorld,
  random: SeededRandom,
  arrivals: Arrival[],
): Promise<VerifyingReceiver> {
  return openVerifyingReceiver(world.endpoints, ({ endpoint, deliveryId, digest, isVerified }) => {
    const key = parseDeliveryId(deliveryId ?? "");
    if (key !== undefined) arrivals.push({ delivery: `${key.endpointId}/${key.id}`, at: Date.now() });
    if (!isVerified) return 401;
    if (endpoint === DEAD_LETTER_ENDPOINT && digest < "8") return 500;
    return random.chance(FAILURE_SHARE) ? 500 : 200;
  });
}

/** Waits until nothing is on its way any more. Gives how much still is when the time is up. */
async function settle(database: string): Promise<number> {
  const lastMoment = Date.now() + MAX_SETTLE_MS;
  for (;;) {
    const unsettled = await countUnsettled(database);
    if (unsettled === 0 || Date.now() > lastMoment) return unsettled;
    await sleep(SETTLE_POLL_MS);
  }
}

async function readStored(database: string): Promise<readonly StoredFact[]> {
  const masterKey = createMasterKey(Buffer.from(MASTER_KEY, "base64"));
  await using store = await openPostgresStore({ url: database, masterKey });
  return await readStoredFacts(store);
}

function acknowledgedAndReset(
  { broken, acknowledged }: SentMessages,
  stored: readonly StoredFact[],
): readonly string[] {
  const answered = new Set(acknowledged.map(({ digest }) => digest));
  return stored.flatMap(({ digest, eventId }) =>
    broken.has(digest) && !answered.has(digest) ? [eventId] : [],
  );
}

async function shareOf(url: string): Promise<ManyReport["shares"][number]> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return {
    received: sumOf(text, "countersign_received_total"),
    attempts: sumOf(text, "countersign_attempts_total"),
  };
}

function sumOf(text: string, name: string): number {
  return text
    .split("\n")
    .filter((line) => line.startsWith(`${name}{`))
    .reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(" ") + 1)), 0);
}
