import type { ClaimedDelivery } from "../store/delivering.ts";
import type { Store } from "../store/store.ts";
import type { AttemptReport } from "./attempt-report.ts";
import { attemptDelivery } from "./attempt.ts";
import type { EndedOutcome } from "./attempt.ts";
import type { InFlight } from "./claim-room.ts";
import type { StepObserver } from "./delivery-steps.ts";
import type { ReadyEndpoint } from "./endpoint-table.ts";
import { recordOutcome } from "./record-outcome.ts";

export interface AttemptRunnerOptions {
  readonly store: Pick<Store, "record">;
  readonly report: AttemptReport;
  readonly now: () => number;
  readonly random: () => number;
  /** Called when a slot is free again: after each attempt, and after its outcome was recorded. */
  readonly onSlotFreed: () => void;
  readonly steps?: StepObserver | undefined;
}

interface Claimed {
  readonly delivery: ClaimedDelivery;
  readonly endpoint: ReadyEndpoint;
}

interface Ended extends Claimed {
  readonly outcome: EndedOutcome;
}

/**
 * Attempts begun in one turn of the event loop: signing and writing takes some 50 µs each, and answers, outcomes and
 * requests that come in meanwhile wait for the end of the turn.
 */
const MAX_BEGUN_PER_TURN = 32;

/**
 * While more attempts than this are under way, outcomes gather until there are as many, or for a few milliseconds: they
 * and the claim that follows them are then one transaction. With fewer, somebody may be waiting for the slot.
 */
const GATHERED_OUTCOMES = 64;
const GATHERING_MS = 4;

/** Runs claimed deliveries side by side, each from its signature to its recorded outcome, and counts them. */
export class AttemptRunner {
  readonly #options: AttemptRunnerOptions;
  readonly #waiting: Claimed[] = [];
  readonly #ended: Ended[] = [];
  #gathering: NodeJS.Timeout | undefined;
  #sending = 0;
  #unrecorded = 0;
  #bytes = 0;
  #begunInTurn = 0;
  readonly #byEndpoint = new Map<number, number>();
  readonly #stopRecording = new AbortController();
  #onAllEnded: (() => void) | undefined;

  constructor(options: AttemptRunnerOptions) {
    this.#options = options;
  }

  /** What is under way over all endpoints. */
  get inFlight(): InFlight {
    return { attempts: this.#sending, unrecorded: this.#unrecorded, bytes: this.#bytes };
  }

  /** Attempts under way to one endpoint. */
  underWay(endpointId: number): number {
    return this.#byEndpoint.get(endpointId) ?? 0;
  }

  /** Begins an attempt in this turn or one of the next, unless so much of its lease has passed that it could outlive it. */
  begin(delivery: ClaimedDelivery, endpoint: ReadyEndpoint): void {
    this.#count(delivery, 1);
    if (this.#begunInTurn < MAX_BEGUN_PER_TURN) this.#begin({ delivery, endpoint });
    else this.#waiting.push({ delivery, endpoint });
  }

  /** Resolves when no attempt is under way. Never rejects. */
  async allEnded(): Promise<void> {
    if (this.#sending + this.#unrecorded === 0) return;
    await new Promise<void>((resolve) => {
      this.#onAllEnded = resolve;
    });
  }

  /** Outcomes that cannot be recorded at once are given up from now on. */
  stopWaitingForStore(): void {
    this.#stopRecording.abort();
  }

  #begin({ delivery, endpoint }: Claimed): void {
    const { now, report } = this.#options;
    if (now() + endpoint.endpoint.attemptTimeoutMs > delivery.leaseUntil) {
      report.leaseLost(delivery, endpoint);
      this.#count(delivery, -1);
      this.#freeSlot();
      return;
    }
    this.#begunInTurn += 1;
    if (this.#begunInTurn === 1) setImmediate(() => this.#nextTurn());
    void this.#run(delivery, endpoint);
  }

  #nextTurn(): void {
    this.#begunInTurn = 0;
    while (this.#begunInTurn < MAX_BEGUN_PER_TURN) {
      const claimed = this.#waiting.shift();
      if (claimed === undefined) return;
      this.#begin(claimed);
    }
  }

  async #run(delivery: ClaimedDelivery, endpoint: ReadyEndpoint): Promise<void> {
    const outcome = await attemptDelivery(delivery, endpoint, this.#options);
    this.#ended.push({ delivery, endpoint, outcome });
    const underWay = this.#sending - this.#ended.length;
    if (underWay < GATHERED_OUTCOMES || this.#ended.length >= GATHERED_OUTCOMES) this.#recordEnded();
    else this.#gathering ??= setTimeout(() => this.#recordEnded(), GATHERING_MS);
  }

  #recordEnded(): void {
    clearTimeout(this.#gathering);
    this.#gathering = undefined;
    for (const ended of this.#ended.splice(0)) {
      this.#unrecorded += 1;
      this.#count(ended.delivery, -1);
      void this.#record(ended).then(() => {
        this.#unrecorded -= 1;
        this.#freeSlot();
      });
    }
    this.#freeSlot();
  }

  #freeSlot(): void {
    this.#options.onSlotFreed();
    if (this.#sending + this.#unrecorded === 0) this.#onAllEnded?.();
  }

  /** Never rejects. */
  async #record({ delivery, endpoint, outcome }: Ended): Promise<void> {
    const { store, now, report, steps } = this.#options;
    try {
      const { isFenced, circuit } = await recordOutcome(outcome, {
        store,
        now,
        leaseUntil: delivery.leaseUntil,
        signal: this.#stopRecording.signal,
      });
      if (steps !== undefined) await steps("recorded", delivery.deliveryId);
      if (isFenced) report.leaseLost(delivery, endpoint);
      else report.recorded(delivery, endpoint, outcome);
      if (circuit !== undefined) report.circuitChanged(endpoint, outcome.result, circuit);
    } catch (error) {
      report.outcomeLost(delivery, endpoint, error);
    }
  }

  #count({ endpointId, event }: ClaimedDelivery, change: 1 | -1): void {
    this.#sending += change;
    this.#bytes += change * event.body.length;
    const count = this.underWay(endpointId) + change;
    if (count === 0) this.#byEndpoint.delete(endpointId);
    else this.#byEndpoint.set(endpointId, count);
    this.#options.report.underWay(this.#sending);
  }
}
