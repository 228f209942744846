import { msUntilToken, refill, take, wholeTokens } from "../../token-bucket.ts";
import type { TokenBucket } from "../../token-bucket.ts";
import type { ClaimRequest } from "../delivering.ts";
import { DUE_AT_ONCE } from "../due-at-once.ts";
import type { ClaimFacts } from "./claim-facts.ts";

export type Wanted = ClaimRequest["wanted"][number];

/** How much may be claimed from one endpoint now. */
export interface Room {
  readonly wanted: Wanted;
  readonly facts: ClaimFacts;
  readonly slots: number;
  readonly bucket: TokenBucket | undefined;
  /** Up to where never-tried deliveries are looked for. */
  readonly freshEnd: number;
}

/** Deliveries that may be claimed, best first, and at most one more than there is room for of each kind. */
export interface Candidates {
  readonly fresh: readonly number[];
  /** By due time; those whose turn in their line has come are due since ever. */
  readonly putOff: readonly { readonly id: number; readonly dueAt: number }[];
}

export interface EndpointClaim {
  readonly room: Room;
  readonly ids: readonly number[];
  readonly freshPosition: number;
  readonly nextDueAt: number | null;
  readonly left: TokenBucket | undefined;
  readonly tokenDueAt: number | null;
}

/**
 * Deliveries that are held, cancelled or waiting lie among the fresh ones; one claim steps over at most this many of them,
 * a few tens of milliseconds, so that a million of one endpoint hold up nobody else.
 */
const MAX_STEPPED_OVER = 65_536;

export function roomOf(wanted: Wanted, facts: ClaimFacts, now: number): Room {
  const { rate } = wanted;
  const bucket = rate === undefined ? undefined : refill(storedBucket(facts), rate, now);
  const most = facts.isOnTrial ? 1 : wanted.concurrency;
  const tokens = bucket === undefined ? Infinity : wholeTokens(bucket);
  const slots = Math.max(0, Math.min(wanted.limit, most - facts.inFlight, tokens));
  const freshEnd = Math.min(facts.freshPosition + MAX_STEPPED_OVER, facts.lastDeliveryId);
  return { wanted, facts, slots, bucket, freshEnd };
}

/** Chooses: turns in a line first, because what waits behind them is as old as they are; then fresh work; then retries. */
export function planClaim(room: Room, { fresh, putOff }: Candidates, now: number): EndpointClaim {
  const { slots, facts, bucket, wanted } = room;
  const turns = putOff.filter(({ dueAt }) => dueAt === DUE_AT_ONCE).slice(0, slots);
  const freshIds = fresh.slice(0, slots - turns.length);
  // Where there was room for all fresh ones that were found, everything up to the end of the search is passed.
  const isFull = turns.length + freshIds.length === slots;
  const retries = putOff
    .slice(turns.length)
    .filter(({ dueAt }) => dueAt !== DUE_AT_ONCE && dueAt <= now)
    .slice(0, slots - turns.length - freshIds.length);
  const ids = [...turns.map(({ id }) => id), ...freshIds, ...retries.map(({ id }) => id)];
  const freshPosition = isFull ? (freshIds.at(-1) ?? facts.freshPosition) : room.freshEnd;
  const left = bucket === undefined ? undefined : take(bucket, ids.length);
  const waitMs = left === undefined || wanted.rate === undefined ? 0 : msUntilToken(left, wanted.rate);
  return {
    room,
    ids,
    freshPosition,
    nextDueAt: nextDueAt(freshPosition, facts, putOff.slice(turns.length + retries.length)),
    left,
    tokenDueAt: waitMs === 0 ? null : now + waitMs,
  };
}

/** With no fresh work left, the first of those put off says when the endpoint is due again. */
function nextDueAt(freshPosition: number, facts: ClaimFacts, putOff: Candidates["putOff"]): number | null {
  if (freshPosition < facts.lastDeliveryId) return 0;
  return putOff[0]?.dueAt ?? null;
}

function storedBucket({ tokens, tokensAt }: ClaimFacts): TokenBucket | undefined {
  return tokens === null || tokensAt === null ? undefined : { tokens, countedAt: tokensAt };
}
