import { readTolerance } from "../../options/tolerance.ts";
import type { Scheme } from "../../scheme.ts";
import { timestampPart } from "../../scheme-facts.ts";
import { timestampParsers } from "../../time/timestamp-parsers.ts";
import { readTimestamp } from "../content/timestamp-spellings.ts";
import { type Evidence, headerValue } from "../evidence.ts";
import { shownName } from "../read-headers.ts";
import type { Suspicion } from "./suspicion.ts";

const SECOND_MS = 1000;
const HOUR_MS = 3_600_000;
/** Nobody's clock or queue is this far off: the number is read in the wrong unit. */
const WRONG_UNIT_MS = 30 * 365.25 * 24 * HOUR_MS;
/** Nearly all zones are whole half hours from UTC, and at most so many. */
const ZONE_STEP_MS = HOUR_MS / 2;
const MAX_ZONE_MS = 14 * HOUR_MS;
/** How exactly an offset must be a zone's. */
const ZONE_GRAIN_MS = 60 * SECOND_MS;
/** Headers by which senders and tunnels mark a further try. */
const RETRY_HEADER = /(?:retry|attempt|redeliver|replay)/;

/** What the signed time tells, the signature being right or not: C23, C24, C25. */
export function timeSuspicions(evidence: Evidence): readonly Suspicion[] {
  const { scheme, nowMs } = evidence;
  const part = timestampPart(scheme);
  const text = part === undefined ? undefined : headerValue(evidence, part.header);
  if (part === undefined || text === undefined) return [];
  const strictMs = timestampParsers[part.format](text);
  const timeMs = strictMs ?? readTimestamp(text);
  if (strictMs === undefined) return [notation(text, part.format, timeMs)];
  const ageMs = nowMs - strictMs;
  if (Math.abs(ageMs) <= toleranceOf(evidence, scheme)) return [];
  if (Math.abs(ageMs) > WRONG_UNIT_MS) return [wrongUnit(ageMs)];
  if (isZone(ageMs)) return ageMs > 0 ? [zone(ageMs), old(evidence, ageMs)] : [zone(ageMs)];
  if (ageMs < 0) return [clock(ageMs, "ahead of")];
  const senderMs = Date.parse(headerValue(evidence, "date") ?? "");
  const agrees = Math.abs(senderMs - strictMs) <= part.toleranceMs;
  return [old(evidence, ageMs), ...(agrees ? [clock(ageMs, "behind")] : [])];
}

function toleranceOf({ input }: Evidence, scheme: Scheme): number {
  try {
    return readTolerance(input.options.toleranceMs, scheme);
  } catch {
    return timestampPart(scheme)?.toleranceMs ?? Infinity;
  }
}

function notation(text: string, format: string, timeMs: number | undefined): Suspicion {
  const what = timeMs === undefined ? "no time" : "a time in another notation";
  const proof = `the timestamp of ${text.length} characters is ${what}, where the scheme has ${format}`;
  return { code: "C23", proof, certainty: "proved" };
}

function wrongUnit(ageMs: number): Suspicion {
  const years = Math.round(Math.abs(ageMs) / (WRONG_UNIT_MS / 30));
  const proof = `read in the scheme's unit, the timestamp is ${years} years ${ageMs > 0 ? "old" : "ahead"}`;
  return { code: "C23", proof, certainty: "likely" };
}

function isZone(ageMs: number): boolean {
  const distance = Math.abs(ageMs);
  const rest = distance % ZONE_STEP_MS;
  const isExact = Math.min(rest, ZONE_STEP_MS - rest) <= ZONE_GRAIN_MS;
  return isExact && distance >= ZONE_STEP_MS - ZONE_GRAIN_MS && distance <= MAX_ZONE_MS;
}

function zone(ageMs: number): Suspicion {
  const proof = `the signed time is ${hours(ageMs)} hours off, a time zone's offset: local time was written as UTC, or the clock's zone is wrong`;
  return { code: "C24", proof, certainty: "likely" };
}

function clock(ageMs: number, side: string): Suspicion {
  const proof = `the signed time is ${seconds(ageMs)} s ${side} the receiver's clock`;
  return { code: "C24", proof, certainty: "likely" };
}

function old(evidence: Evidence, ageMs: number): Suspicion {
  const mark = evidence.headers.find(({ name }) => RETRY_HEADER.test(name));
  const seen = evidence.context.wasSeenBefore === true ? ", and the event was seen before" : "";
  const retried = mark === undefined ? "" : `, and ${shownName(mark.name)} marks a further try`;
  return {
    code: "C25",
    proof: `the signed time is ${seconds(ageMs)} s old${seen}${retried}`,
    certainty: "likely",
  };
}

function seconds(ageMs: number): string {
  return (Math.abs(ageMs) / SECOND_MS).toFixed(1);
}

function hours(ageMs: number): string {
  return (Math.abs(ageMs) / HOUR_MS).toFixed(1);
}
