import { edgeMisuse } from "../edge-misuse.ts";
import { knownOptions } from "../options/known-options.ts";
import { readMaxBodyBytes } from "../options/max-body-bytes.ts";
import type { ReplayStore } from "../replay/replay-store.ts";
import type { Verifier } from "../verifier.ts";
import type { RefusalCode } from "./refusal-code.ts";

/** How to receive one sender's webhooks: the same for every framework. */
export interface WebhookOptions {
  readonly verifier: Verifier;
  /** The largest body that is read, in bytes; a larger one is answered 413. Default: 8 MiB. The verifier has a bound of its own. */
  readonly maxBodyBytes?: number | undefined;
  /** Remembers what was handled, so that a repeat is answered and not handled again. Default: every repeat is handled. */
  readonly replayStore?: ReplayStore | undefined;
  /** What the store's keys begin with. Default: the scheme's id; name it when two senders of one scheme share a store. */
  readonly source?: string | undefined;
  /** How long a handler may take before a repeat is handled beside it, in milliseconds, from 1. Default: 60 s. */
  readonly replayLeaseMs?: number | undefined;
  /**
   * How long a repeat is recognised, in milliseconds, from 1. Default: 7 days; 10 minutes where the sender signs neither
   * an event id nor a time, because it may rightly send the same bytes again.
   */
  readonly replayKeepMs?: number | undefined;
  /** Told the reason of each refusal, for logs and counters: a code, nothing of the request. */
  readonly onRefused?: ((code: RefusalCode) => void) | undefined;
  /**
   * Told what the handler, the store or misuse threw; the sender then gets a plain 500. Default: the error goes the
   * framework's way.
   */
  readonly onError?: ((error: unknown) => void) | undefined;
}

/** The options, checked. */
export interface ReadWebhookOptions {
  readonly verifier: Verifier;
  readonly maxBodyBytes: number;
  readonly replay: ReplaySettings | undefined;
  readonly onRefused: (code: RefusalCode) => void;
  readonly onError: ((error: unknown) => void) | undefined;
}

/** How repeats are recognised. */
export interface ReplaySettings {
  readonly store: ReplayStore;
  readonly source: string;
  readonly leaseMs: number;
  /** Undefined: by what the sender signs. */
  readonly keepMs: number | undefined;
}

const WEBHOOK_OPTIONS = [
  "verifier",
  "maxBodyBytes",
  "replayStore",
  "source",
  "replayLeaseMs",
  "replayKeepMs",
  "onRefused",
  "onError",
];

const STORE_METHODS = ["reserve", "complete", "fail"] as const;

/** Senders give up on an answer after half a minute at most; twice that means the handler's process has gone. */
const DEFAULT_LEASE_MS = 60_000;

/** Long enough for every source's name, short enough for every store's key. */
const MAX_SOURCE_CHARACTERS = 100;

/**
 * @param options The options that all adapters share.
 * @throws CountersignError whose `code` names the mistake.
 */
export function readWebhookOptions(options: WebhookOptions): ReadWebhookOptions {
  const given = knownOptions(options, WEBHOOK_OPTIONS);
  const { verifier, onRefused, onError } = options;
  if (typeof verifier?.verify !== "function") throw edgeMisuse("verifier_required");
  for (const name of ["onRefused", "onError"]) {
    if (given[name] !== undefined && typeof given[name] !== "function") {
      throw edgeMisuse("callback_invalid", name);
    }
  }
  return {
    verifier,
    maxBodyBytes: readMaxBodyBytes(given["maxBodyBytes"]),
    replay: readReplaySettings(options),
    onRefused: onRefused ?? ((): void => {}),
    onError,
  };
}

function readReplaySettings(options: WebhookOptions): ReplaySettings | undefined {
  const { replayStore: store, replayLeaseMs, replayKeepMs, source = options.verifier.scheme.id } = options;
  if (store === undefined) {
    const isAnyGiven = [options.source, replayLeaseMs, replayKeepMs].some((value) => value !== undefined);
    if (isAnyGiven) throw edgeMisuse("replay_store_required");
    return undefined;
  }
  const isWhole = STORE_METHODS.every((name) => typeof store?.[name] === "function");
  if (!isWhole) throw edgeMisuse("replay_store_invalid");
  if (typeof source !== "string" || source === "" || source.length > MAX_SOURCE_CHARACTERS) {
    throw edgeMisuse("source_invalid");
  }
  const leaseMs = readDuration(replayLeaseMs, "replayLeaseMs") ?? DEFAULT_LEASE_MS;
  return { store, source, leaseMs, keepMs: readDuration(replayKeepMs, "replayKeepMs") };
}

function readDuration(value: number | undefined, name: string): number | undefined {
  if (value === undefined || (Number.isSafeInteger(value) && value >= 1)) return value;
  throw edgeMisuse("duration_invalid", name);
}
