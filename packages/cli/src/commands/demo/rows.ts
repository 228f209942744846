import type { Outcome } from "./outcome.ts";
import { readAnswer } from "./outcome.ts";
import type { PlayedStory } from "./play-vendor.ts";
import type { Delivery } from "./receiver.ts";
import { sha256Of } from "./receiver.ts";
import { answerProblems, deliveryProblems, identityProblems, isFaithful } from "./row-problems.ts";
import type { StoryId } from "./stories.ts";

/** One line of the demo's table, and one entry of `--json`. */
export interface Row {
  readonly sender: string;
  readonly scheme: string;
  /** The header that carries the signature. */
  readonly signedIn: string;
  readonly eventType: string;
  readonly story: StoryId;
  /** What was sent, in words. */
  readonly sent: string;
  /** HTTP status of the answer; null where there was nothing to play. */
  readonly status: number | null;
  readonly outcome: Outcome | null;
  readonly eventId: string | null;
  /** What the answer means, when it is the expected one. */
  readonly meaning: string;
  /** Deliveries that this request brought about. */
  readonly deliveries: number;
  /** True when its delivery carried the very bytes that were sent, under a signature that verified. */
  readonly isVerified: boolean;
  /** Time to the answer, in milliseconds. */
  readonly answeredInMs: number | null;
  /** Time from the start of the request until its delivery had arrived, in milliseconds. */
  readonly deliveredInMs: number | null;
  /** What is not as it should be; empty when all is well. */
  readonly problems: readonly string[];
}

/** One row for each story, judged by what was answered and by what reached the receiver. */
export function createRows(played: readonly PlayedStory[], deliveries: readonly Delivery[]): readonly Row[] {
  const rows: Row[] = [];
  const firstEventIds = new Map<string, string | undefined>();
  for (const each of played) {
    const { source } = each.vendor;
    const row = createRow(each, deliveries, firstEventIds.get(source));
    if (!firstEventIds.has(source)) firstEventIds.set(source, row.eventId ?? undefined);
    rows.push(row);
  }
  return rows;
}

function createRow(
  played: PlayedStory,
  deliveries: readonly Delivery[],
  firstEventId: string | undefined,
): Row {
  const { vendor, story, exchange } = played;
  const { scheme, eventType } = vendor.example;
  const words = {
    sender: scheme.name,
    scheme: scheme.id,
    signedIn: scheme.proof.kind === "mac" ? scheme.proof.signature.header : scheme.proof.header,
    eventType,
    story: story.id,
    sent: story.sent(vendor),
    meaning: story.meaning(vendor),
  };
  if (exchange === undefined) return { ...words, ...notPlayed };
  const { outcome, eventId } = readAnswer(exchange.answer);
  const caused = deliveriesCausedBy(outcome, eventId, deliveries);
  const digest = sha256Of(exchange.request.body);
  const expectedStatus = story.expected === "refused" ? scheme.answer.refused : 200;
  const problems = [
    ...answerProblems(`${expectedStatus} ${story.expected}`, `${exchange.answer.status} ${outcome}`),
    ...deliveryProblems(outcome, caused, digest),
    ...(outcome === "duplicate" ? identityProblems(eventId, firstEventId) : []),
  ];
  const first = caused[0];
  return {
    ...words,
    ...(problems.length > 0 && { meaning: "not as it should be" }),
    status: exchange.answer.status,
    outcome,
    eventId: eventId ?? null,
    deliveries: caused.length,
    isVerified: caused.length === 1 && isFaithful(first, digest),
    answeredInMs: exchange.answer.durationMs,
    deliveredInMs: first === undefined ? null : first.receivedAtMs - exchange.startedAtMs,
    problems,
  };
}

const notPlayed = {
  status: null,
  outcome: null,
  eventId: null,
  deliveries: 0,
  isVerified: false,
  answeredInMs: null,
  deliveredInMs: null,
  problems: [],
} as const;

/** An event's first delivery is the doing of the request that was accepted; further ones are a repeat's. */
function deliveriesCausedBy(
  outcome: Outcome,
  eventId: string | undefined,
  deliveries: readonly Delivery[],
): readonly Delivery[] {
  const ofEvent = deliveries.filter((delivery) => delivery.eventId === eventId);
  if (outcome === "accepted") return ofEvent.slice(0, 1);
  return outcome === "duplicate" ? ofEvent.slice(1) : [];
}
