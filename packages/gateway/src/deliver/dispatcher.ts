import { setImmediate as nextTurn, setTimeout as pause } from "node:timers/promises";
import { errorFields } from "../observe/error-fields.ts";
import type { Log } from "../observe/log.ts";
import type { ClaimRequest, DueEndpoints } from "../store/delivering.ts";
import type { Store } from "../store/store.ts";
import { isAnyAddress, isPublicAddress } from "./address-guard.ts";
import { AttemptReport } from "./attempt-report.ts";
import { AttemptRunner } from "./attempt-runner.ts";
import {
  DEFAULT_MAX_BYTES_IN_FLIGHT,
  DEFAULT_MAX_IN_FLIGHT,
  DEFAULT_STOP_TIMEOUT_MS,
} from "./dispatcher-options.ts";
import type { DispatcherOptions } from "./dispatcher-options.ts";
import { EndpointTable } from "./endpoint-table.ts";
import { createHostResolver } from "./resolve-host.ts";
import { WakeSignal } from "./wake-signal.ts";
import { WorkPlanner } from "./work-planner.ts";

/** Leases end without an outcome only after trouble; looking for them now and then is enough. */
const LEASE_SWEEP_MS = 15_000;
/** Where gateways share a store, what one that died held is taken over within five seconds after its lease. */
const SHARED_LEASE_SWEEP_MS = 2000;
/** Longest sleep: finds work that nobody announced. */
const MAX_IDLE_MS = 5000;
/** The same where gateways share a store: another one accepts without a word to this one. */
const SHARED_MAX_IDLE_MS = 1000;
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
  readonly #table: EndpointTable;
  readonly #report: AttemptReport;
  readonly #runner: AttemptRunner;
  readonly #planner: WorkPlanner;
  readonly #leaseSweepMs: number;
  readonly #maxIdleMs: number;
  readonly #wake = new WakeSignal();
  #isStopping = false;
  #loop: Promise<void> | undefined;
  #unsubscribe: (() => void) | undefined;
  #dueAfterClaim: DueEndpoints | undefined;
  #wasOutdated = false;
  #sweptAt = 0;
  #loadedInVainAt = 0;
  #storePauseMs = FIRST_STORE_PAUSE_MS;

  constructor(options: DispatcherOptions) {
    const { store, log, now = Date.now, allowsInsecureEndpoints: allowsInsecure = false } = options;
    this.#store = store;
    this.#log = log;
    this.#now = now;
    this.#leaseSweepMs = store.isShared ? SHARED_LEASE_SWEEP_MS : LEASE_SWEEP_MS;
    this.#maxIdleMs = store.isShared ? SHARED_MAX_IDLE_MS : MAX_IDLE_MS;
    this.#report = new AttemptReport(log, options.metrics, options.listeners);
    this.#runner = new AttemptRunner({
      store,
      report: this.#report,
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
    this.#planner = new WorkPlanner({
      table: this.#table,
      runner: this.#runner,
      limits: {
        maxAttempts: options.maxInFlight ?? DEFAULT_MAX_IN_FLIGHT,
        maxBytes: options.maxBytesInFlight ?? DEFAULT_MAX_BYTES_IN_FLIGHT,
      },
    });
  }

  /** Loads the configuration and begins to deliver. Rejects where the store cannot give the configuration. */
  async start(): Promise<void> {
    await this.#loadConfiguration();
    this.#unsubscribe = this.#store.onDeliveriesAdded(() => this.#wake.wake());
    // Waiting for a store that can never work again would only hold up the end of the process.
    void this.#store.failed.then(() => this.#runner.stopWaitingForStore());
    this.#loop = this.#run();
  }

  /** Looks for work now: another gateway says that there is some. */
  wake(): void {
    this.#wake.wake();
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
    const { attempts, unrecorded } = this.#runner.inFlight;
    const count = attempts + unrecorded;
    if (count > 0) {
      this.#log("attempts_interrupted", { count });
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
    if (this.#planner.room() === 0) return this.#maxIdleMs;
    const dueAfterClaim = this.#dueAfterClaim;
    this.#dueAfterClaim = undefined;
    const found = dueAfterClaim ?? (await this.#store.dueEndpoints(this.#now()));
    const hasUnknown = await this.#loadIfUnknown(found);
    if (this.#isStopping) return 0;
    const { wanted, opensAt } = this.#planner.plan(found, this.#now());
    if (wanted.length === 0) return hasUnknown ? FRUITLESS_PAUSE_MS : this.#idleMs(found.nextDueAt, opensAt);
    const canGoOn = await this.#claim(wanted);
    this.#storePauseMs = FIRST_STORE_PAUSE_MS;
    return canGoOn ? 0 : FRUITLESS_PAUSE_MS;
  }

  /** Returns false where asking again at once would give nothing either. */
  async #claim(wanted: ClaimRequest["wanted"]): Promise<boolean> {
    const { claimed, outdatedOrganizations, unreadable, due } = await this.#store.claim({
      now: this.#now(),
      wanted,
    });
    this.#planner.noteClaimed(claimed);
    for (const delivery of claimed) {
      const endpoint = this.#table.get(delivery.endpointId);
      if (endpoint !== undefined) this.#runner.begin(delivery, endpoint);
    }
    for (const delivery of unreadable) {
      const endpoint = this.#table.get(delivery.endpointId);
      if (endpoint !== undefined) this.#report.unreadable(delivery, endpoint);
    }
    const hasClaimed = claimed.length + unreadable.length > 0;
    if (hasClaimed) this.#dueAfterClaim = due;
    const isOutdated = outdatedOrganizations.length > 0;
    if (isOutdated) await this.#loadConfiguration();
    const isOutdatedAgain = isOutdated && this.#wasOutdated;
    this.#wasOutdated = isOutdated;
    return hasClaimed || (isOutdated && !isOutdatedAgain);
  }

  /**
   * A new endpoint, or one enabled again, has work before this table knows it. Returns whether one is unknown still;
   * the configuration is then not loaded again at once.
   */
  async #loadIfUnknown({ due }: DueEndpoints): Promise<boolean> {
    const isUnknown = (): boolean => due.some(({ endpointId }) => this.#table.get(endpointId) === undefined);
    if (!isUnknown()) return false;
    if (this.#isWithin(FRUITLESS_PAUSE_MS, this.#loadedInVainAt)) return true;
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
    if (this.#isWithin(this.#leaseSweepMs, this.#sweptAt)) return;
    this.#sweptAt = now;
    const count = await this.#store.expireLeases(now);
    if (count > 0) this.#log("leases_expired", { count });
  }

  /** In both directions of time: a clock that is set back must not put off what is done now and then. */
  #isWithin(periodMs: number, time: number): boolean {
    return Math.abs(this.#now() - time) < periodMs;
  }

  #idleMs(...times: readonly (number | undefined)[]): number {
    const next = Math.min(...times.map((time) => time ?? Infinity));
    return Math.min(this.#maxIdleMs, Math.max(1, next - this.#now()));
  }

  #pauseAfter(error: unknown): number {
    const retryInMs = this.#storePauseMs;
    this.#storePauseMs = Math.min(MAX_STORE_PAUSE_MS, 2 * retryInMs);
    this.#log("delivering_paused", { ...errorFields(error), retryInMs });
    return retryInMs;
  }
}
