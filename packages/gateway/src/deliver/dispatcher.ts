import { setImmediate as nextTurn, setTimeout as pause } from "node:timers/promises";
import { errorFields } from "../observe/error-fields.ts";
import type { Log } from "../observe/log.ts";
import type { Metrics } from "../observe/metrics.ts";
import type { ClaimRequest, ClaimedDelivery, DueEndpoints, Store } from "../store/store.ts";
import { isAnyAddress, isPublicAddress } from "./address-guard.ts";
import { AttemptReport } from "./attempt-report.ts";
import { AttemptRunner } from "./attempt-runner.ts";
import { claimRoom } from "./claim-room.ts";
import type { InFlightLimits } from "./claim-room.ts";
import type { StepObserver } from "./delivery-steps.ts";
import { EndpointTable } from "./endpoint-table.ts";
import { createHostResolver } from "./resolve-host.ts";
import type { ResolveHost } from "./resolve-host.ts";
import { TurnTaker } from "./turn-taker.ts";
import type { Share, WorkCandidate } from "./turn-taker.ts";
import { WakeSignal } from "./wake-signal.ts";

export interface DispatcherOptions {
  readonly store: Store;
  readonly log: Log;
  readonly metrics: Metrics;
  /** Of this program, for the user agent. */
  readonly version: string;
  /** Permits `http:` and every address. For development only. Default false. */
  readonly allowsInsecureEndpoints?: boolean;
  /** Most attempts at once over all endpoints, which bounds sockets. Default 256, minimum 1. */
  readonly maxInFlight?: number;
  /** Most bytes of bodies under way at once, give or take one claim. Default 256 MiB. */
  readonly maxBytesInFlight?: number;
  /** Milliseconds since 1970. Default `Date.now`. */
  readonly now?: () => number;
  /** From 0 up to but not including 1. Default `Math.random`: it only spreads retries in time. */
  readonly random?: () => number;
  /** Default: as the system resolves names. */
  readonly resolveHost?: ResolveHost;
  /** Certificates to trust instead of the runtime's own list, in PEM. */
  readonly trustedCertificates?: string;
  /** Told of each step of each attempt. Default: nobody. */
  readonly steps?: StepObserver;
}

const DEFAULT_MAX_IN_FLIGHT = 256;
const DEFAULT_MAX_BYTES_IN_FLIGHT = 256 * 1024 * 1024;
/** How long `stop` lets attempts run on: the default attempt timeout and time to record. */
const DEFAULT_STOP_TIMEOUT_MS = 20_000;

/** What a claim holds beyond the attempt's deadline, so that recording has time even while the store recovers. */
const LEASE_MARGIN_MS = 15_000;
/** Leases end without an outcome only after trouble; looking for them now and then is enough. */
const LEASE_SWEEP_MS = 15_000;
/** Longest sleep: finds work that nobody announced, such as another gateway's. */
const MAX_IDLE_MS = 5000;
/** Pause before the store is asked again for work that it named and did not give, or that no endpoint is known for. */
const FRUITLESS_PAUSE_MS = 1000;
/** Pauses while the store fails. */
const FIRST_STORE_PAUSE_MS = 100;
const MAX_STORE_PAUSE_MS = 5000;

/**
 * Delivers what the store holds: finds endpoints with due work, claims no more than can be sent at once, sends, and
 * records what came of it.
 *
 * At least once: a delivery is sent again where the process dies after the receiver saw it and before the outcome is
 * recorded, or where the outcome cannot be recorded while its lease holds. Never twice inside a live lease.
 */
export class Dispatcher implements AsyncDisposable {
  readonly #store: Store;
  readonly #log: Log;
  readonly #now: () => number;
  readonly #limits: InFlightLimits;
  readonly #table: EndpointTable;
  readonly #turns: TurnTaker;
  readonly #runner: AttemptRunner;
  readonly #wake = new WakeSignal();
  #isStopping = false;
  #loop: Promise<void> | undefined;
  #unsubscribe: (() => void) | undefined;
  /** Of the last claim's bodies, on average. */
  #typicalBytes = 0;
  #sweptAt = 0;
  #loadedInVainAt = 0;
  #storePauseMs = FIRST_STORE_PAUSE_MS;

  constructor(options: DispatcherOptions) {
    const { store, log, now = Date.now, allowsInsecureEndpoints: allowsInsecure = false } = options;
    this.#store = store;
    this.#log = log;
    this.#now = now;
    this.#limits = {
      maxAttempts: options.maxInFlight ?? DEFAULT_MAX_IN_FLIGHT,
      maxBytes: options.maxBytesInFlight ?? DEFAULT_MAX_BYTES_IN_FLIGHT,
    };
    this.#turns = new TurnTaker(this.#limits.maxAttempts);
    this.#runner = new AttemptRunner({
      store,
      report: new AttemptReport(log, options.metrics),
      now,
      random: options.random ?? Math.random,
      onSlotFreed: () => this.#wake.wake(),
      steps: options.steps,
    });
    this.#table = new EndpointTable({
      version: options.version,
      now,
      log,
      allowsInsecure,
      isAllowedAddress: allowsInsecure ? isAnyAddress : isPublicAddress,
      resolveHost: options.resolveHost ?? createHostResolver(),
      trustedCertificates: options.trustedCertificates,
    });
  }

  /** Loads the configuration and begins to deliver. Rejects where the store cannot give the configuration. */
  async start(): Promise<void> {
    await this.#loadConfiguration();
    this.#unsubscribe = this.#store.onDeliveriesAdded(() => this.#wake.wake());
    this.#loop = this.#run();
  }

  /**
   * Claims nothing more, lets attempts under way end for up to `timeoutMs`, cuts the rest (they are repeated later),
   * and closes all connections. The store stays open. May be called more than once.
   */
  async stop(timeoutMs: number = DEFAULT_STOP_TIMEOUT_MS): Promise<void> {
    this.#isStopping = true;
    this.#unsubscribe?.();
    this.#wake.wake();
    const ended = this.#ended();
    const waiting = new AbortController();
    await Promise.race([ended, pause(timeoutMs, undefined, { signal: waiting.signal }).catch(() => {})]);
    waiting.abort();
    const { attempts } = this.#runner.inFlight;
    if (attempts > 0) {
      this.#log("attempts_interrupted", { count: attempts });
      this.#runner.stopWaitingForStore();
      await this.#table.interrupt();
    }
    await ended;
    await this.#table.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
  }

  async #ended(): Promise<void> {
    await this.#loop;
    await this.#runner.allEnded();
  }

  async #run(): Promise<void> {
    while (!this.#isStopping) {
      const pauseMs = await this.#round().catch((error: unknown) => this.#pauseAfter(error));
      if (pauseMs > 0) await this.#wake.wait(pauseMs);
      // What else happens in this turn, such as several slots becoming free, is then seen by one round.
      await nextTurn();
    }
  }

  /** Claims and sends what can be sent now. Returns how long to sleep unless something happens. */
  async #round(): Promise<number> {
    await this.#sweepLeases();
    const { inFlight } = this.#runner;
    const room = claimRoom(inFlight, this.#limits, this.#typicalBytes);
    if (room === 0) return MAX_IDLE_MS;
    const found = await this.#store.dueEndpoints(this.#now());
    const hasUnknown = await this.#loadIfUnknown(found);
    const wanted = this.#turns
      .share(this.#candidates(found), this.#limits.maxAttempts - inFlight.attempts, room)
      .flatMap((share) => this.#claimOf(share));
    if (wanted.length === 0) return hasUnknown ? FRUITLESS_PAUSE_MS : this.#idleMs(found.nextDueAt);
    const hasClaimed = await this.#claim(wanted);
    this.#storePauseMs = FIRST_STORE_PAUSE_MS;
    return hasClaimed ? 0 : FRUITLESS_PAUSE_MS;
  }

  /** Returns false where nothing was claimed and asking again at once would give nothing either. */
  async #claim(wanted: ClaimRequest["wanted"]): Promise<boolean> {
    const { claimed, outdatedOrganizations } = await this.#store.claim({ now: this.#now(), wanted });
    if (claimed.length > 0) this.#typicalBytes = meanBytes(claimed);
    for (const delivery of claimed) {
      const endpoint = this.#table.get(delivery.endpointId);
      if (endpoint !== undefined) this.#runner.begin(delivery, endpoint);
    }
    if (outdatedOrganizations.length === 0) return claimed.length > 0;
    await this.#loadConfiguration();
    return true;
  }

  #candidates({ due }: DueEndpoints): readonly WorkCandidate[] {
    return due.flatMap(({ organizationId, endpointId }) => {
      const known = this.#table.get(endpointId);
      if (known === undefined) return [];
      const underWay = this.#runner.underWay(endpointId);
      return [{ organizationId, endpointId, underWay, concurrency: known.endpoint.concurrency }];
    });
  }

  #claimOf({ endpointId, limit }: Share): ClaimRequest["wanted"] {
    const known = this.#table.get(endpointId);
    if (known === undefined) return [];
    const { organizationId, configVersion, endpoint } = known;
    const leaseMs = endpoint.attemptTimeoutMs + LEASE_MARGIN_MS;
    return [{ organizationId, configVersion, endpointId, limit, concurrency: endpoint.concurrency, leaseMs }];
  }

  /**
   * A new endpoint, or one enabled again, has work before this table knows it. Returns whether one is unknown still;
   * the configuration is then not loaded again at once.
   */
  async #loadIfUnknown({ due }: DueEndpoints): Promise<boolean> {
    const isUnknown = (): boolean => due.some(({ endpointId }) => this.#table.get(endpointId) === undefined);
    if (!isUnknown()) return false;
    if (this.#now() - this.#loadedInVainAt < FRUITLESS_PAUSE_MS) return true;
    await this.#loadConfiguration();
    if (!isUnknown()) return false;
    this.#loadedInVainAt = this.#now();
    return true;
  }

  async #loadConfiguration(): Promise<void> {
    this.#table.load(await this.#store.loadConfiguration());
  }

  async #sweepLeases(): Promise<void> {
    const now = this.#now();
    if (now - this.#sweptAt < LEASE_SWEEP_MS) return;
    this.#sweptAt = now;
    const count = await this.#store.expireLeases(now);
    if (count > 0) this.#log("leases_expired", { count });
  }

  #idleMs(nextDueAt: number | undefined): number {
    if (nextDueAt === undefined) return MAX_IDLE_MS;
    return Math.min(MAX_IDLE_MS, Math.max(1, nextDueAt - this.#now()));
  }

  #pauseAfter(error: unknown): number {
    const retryInMs = this.#storePauseMs;
    this.#storePauseMs = Math.min(MAX_STORE_PAUSE_MS, 2 * retryInMs);
    this.#log("delivering_paused", { ...errorFields(error), retryInMs });
    return retryInMs;
  }
}

function meanBytes(claimed: readonly ClaimedDelivery[]): number {
  return claimed.reduce((sum, { event }) => sum + event.body.length, 0) / claimed.length;
}
