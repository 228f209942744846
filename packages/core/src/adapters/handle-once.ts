import { edgeMisuse } from "../edge-misuse.ts";
import { replayKey } from "../replay/replay-key.ts";
import type { VerdictFields } from "../verdict.ts";
import type { ReplaySettings } from "./webhook-options.ts";

/** A week covers the longest schedules of senders, which give up after three days or so. */
const KEEP_IDENTIFIED_MS = 7 * 24 * 60 * 60 * 1000;

/** "Booked, cancelled, booked" may be the same bytes: only what comes again at once is a repeat. */
const KEEP_UNIDENTIFIED_MS = 10 * 60 * 1000;

/** Any other status of a handler's own answer asks the sender to try again, or says that something failed. */
const isSuccess = (status: number): boolean => status >= 200 && status <= 299;

/** An answer that the handler gave itself, in its framework's form. */
export interface OwnAnswer<T> {
  readonly status: number;
  readonly value: T;
}

/** What became of a webhook. */
export type Handling<T> =
  | { readonly state: "in_progress" | "done" }
  | { readonly state: "handled"; readonly own: OwnAnswer<T> | undefined };

/**
 * Runs a handler unless the store knows the webhook. A handler that throws, or answers with anything but 2xx, gives
 * its reservation back, so that the sender's retry is handled.
 *
 * @param run Runs the handler, and gives its answer if it answers itself.
 * @throws whatever the handler or the store throws.
 */
export async function handleOnce<T>(
  { store, source, leaseMs, keepMs }: ReplaySettings,
  verdict: VerdictFields,
  run: () => Promise<OwnAnswer<T> | undefined>,
): Promise<Handling<T>> {
  const key = replayKey(source, verdict);
  const isIdentified = verdict.eventId !== undefined || verdict.signedAt !== undefined;
  const reservation = await store.reserve(key, leaseMs);
  if (reservation === "done" || reservation === "in_progress") return { state: reservation };
  // A store in JavaScript may say anything; only the agreed word may start a handler.
  if (reservation !== "reserved") throw edgeMisuse("replay_store_invalid", "reserve");

  let own: OwnAnswer<T> | undefined;
  try {
    own = await run();
  } catch (error) {
    await release(store, key);
    throw error;
  }
  if (own === undefined || isSuccess(own.status)) {
    await store.complete(key, keepMs ?? (isIdentified ? KEEP_IDENTIFIED_MS : KEEP_UNIDENTIFIED_MS));
  } else {
    await release(store, key);
  }
  return { state: "handled", own };
}

/** Gives a reservation back. If that fails the lease ends it, and the handler's own failure is the one to tell. */
async function release(store: ReplaySettings["store"], key: string): Promise<void> {
  try {
    await store.fail(key);
  } catch {
    // The reservation ends by its lease.
  }
}
