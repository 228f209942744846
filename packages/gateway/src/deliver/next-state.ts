import type { AttemptOutcome } from "../store/delivering.ts";
import { attemptResults } from "./attempt-results.ts";
import type { AttemptResultCode } from "./attempt-results.ts";
import { parseRetryAfter } from "./retry-after.ts";
import { retryPauseMs } from "./retry-schedule.ts";

export interface EndedAttempt {
  readonly result: AttemptResultCode;
  /** Which try it was, from 1. */
  readonly attempt: number;
  readonly endedAt: number;
  readonly scheduleMs: readonly number[];
  /** Text of the answer's Retry-After header, where it had one. */
  readonly retryAfter?: string | undefined;
}

/** What becomes of a delivery, and of its endpoint, after an attempt. */
export function nextState(
  ended: EndedAttempt,
  random: () => number,
): Pick<AttemptOutcome, "next" | "disablesEndpoint"> {
  const { result, attempt, scheduleMs, endedAt, retryAfter } = ended;
  if (result === "delivered") return { next: { state: "delivered" } };
  if (result === "gone") return { next: { state: "failed" }, disablesEndpoint: "gone" };
  if (!attemptResults[result].isRetried) return { next: { state: "failed" } };
  const retryAfterMs = retryAfter === undefined ? undefined : parseRetryAfter(retryAfter, endedAt);
  const pauseMs = retryPauseMs({ attempt, scheduleMs, retryAfterMs }, random);
  if (pauseMs === undefined) return { next: { state: "failed" } };
  const isRefusal = result === "credentials_refused";
  return { next: { state: "pending", dueAt: endedAt + pauseMs, isRefusal } };
}
