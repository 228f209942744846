import { setTimeout as pause } from "node:timers/promises";
import { isUnavailable } from "../errors.ts";
import type { AttemptOutcome, RecordResult } from "../store/delivering.ts";
import type { Store } from "../store/store.ts";

/** Pauses between tries to record while the store cannot commit: short at first, since most troubles are. */
const FIRST_PAUSE_MS = 100;
const MAX_PAUSE_MS = 2000;

export interface RecordingOptions {
  readonly store: Pick<Store, "record">;
  readonly now: () => number;
  /** When the lease ends: afterwards the delivery is someone else's. */
  readonly leaseUntil: number;
  /** Ends the waiting early. */
  readonly signal: AbortSignal;
}

/**
 * Records what an attempt ended in. While the store cannot commit it is asked again until the lease ends, because a
 * lost outcome means that the receiver sees the event once more.
 *
 * @throws GatewayError `store_unavailable` where the lease ended or `signal` was given first
 */
export async function recordOutcome(
  outcome: AttemptOutcome,
  options: RecordingOptions,
): Promise<RecordResult> {
  let pauseMs = FIRST_PAUSE_MS;
  for (;;) {
    try {
      return await options.store.record(outcome);
    } catch (error) {
      const canWait = isUnavailable(error) && options.now() + pauseMs < options.leaseUntil;
      if (!canWait || options.signal.aborted) throw error;
      await pause(pauseMs, undefined, { signal: options.signal }).catch(() => {});
      pauseMs = Math.min(MAX_PAUSE_MS, 2 * pauseMs);
    }
  }
}
