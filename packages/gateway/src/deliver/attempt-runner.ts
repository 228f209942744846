import type { ClaimedDelivery } from "../store/delivering.ts";
import type { Store } from "../store/store.ts";
import type { AttemptReport } from "./attempt-report.ts";
import { attemptDelivery } from "./attempt.ts";
import type { InFlight } from "./claim-room.ts";
import type { StepObserver } from "./delivery-steps.ts";
import type { ReadyEndpoint } from "./endpoint-table.ts";
import { recordOutcome } from "./record-outcome.ts";

export interface AttemptRunnerOptions {
  readonly store: Pick<Store, "record">;
  readonly report: AttemptReport;
  readonly now: () => number;
  readonly random: () => number;
  /** Called after each attempt, when its slot is free again. */
  readonly onSlotFreed: () => void;
  readonly steps?: StepObserver | undefined;
}

/** Runs claimed deliveries side by side, each from its signature to its recorded outcome, and counts them. */
export class AttemptRunner {
  readonly #options: AttemptRunnerOptions;
  readonly #attempts = new Set<Promise<void>>();
  #bytes = 0;
  readonly #byEndpoint = new Map<number, number>();
  readonly #stopRecording = new AbortController();

  constructor(options: AttemptRunnerOptions) {
    this.#options = options;
  }

  /** What is under way over all endpoints. An attempt counts until its outcome is recorded. */
  get inFlight(): InFlight {
    return { attempts: this.#attempts.size, bytes: this.#bytes };
  }

  /** Attempts under way to one endpoint. */
  underWay(endpointId: number): number {
    return this.#byEndpoint.get(endpointId) ?? 0;
  }

  /** Begins an attempt at once, unless so much of its lease has passed that it could outlive it. */
  begin(delivery: ClaimedDelivery, endpoint: ReadyEndpoint): void {
    const { now, report } = this.#options;
    if (now() + endpoint.endpoint.attemptTimeoutMs > delivery.leaseUntil) {
      report.leaseLost(delivery, endpoint);
      return;
    }
    const attempt = this.#run(delivery, endpoint).finally(() => {
      this.#attempts.delete(attempt);
      this.#count(delivery, -1);
      this.#options.onSlotFreed();
    });
    this.#attempts.add(attempt);
    this.#count(delivery, 1);
  }

  /** Resolves when no attempt is under way. Never rejects. */
  async allEnded(): Promise<void> {
    while (this.#attempts.size > 0) await Promise.all(this.#attempts);
  }

  /** Outcomes that cannot be recorded at once are given up from now on. */
  stopWaitingForStore(): void {
    this.#stopRecording.abort();
  }

  async #run(delivery: ClaimedDelivery, endpoint: ReadyEndpoint): Promise<void> {
    const { report, steps } = this.#options;
    try {
      if (steps !== undefined) await steps("claimed", delivery.deliveryId);
      const outcome = await attemptDelivery(delivery, endpoint, this.#options);
      const { isFenced, circuit } = await recordOutcome(outcome, {
        store: this.#options.store,
        now: this.#options.now,
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
    this.#bytes += change * event.body.length;
    const count = this.underWay(endpointId) + change;
    if (count === 0) this.#byEndpoint.delete(endpointId);
    else this.#byEndpoint.set(endpointId, count);
    this.#options.report.underWay(this.#attempts.size);
  }
}
