import type { Metrics } from "../observe/metrics.ts";
import type { AttemptOutcome } from "../store/delivering.ts";
import type { AttemptResultCode } from "./attempt-results.ts";
import type { ReadyEndpoint } from "./endpoint-table.ts";

type Next = AttemptOutcome["next"]["state"];

/** Attempts of one endpoint that ended alike. */
interface Count {
  readonly endpoint: ReadyEndpoint;
  readonly result: AttemptResultCode;
  readonly next: Next;
  count: number;
}

/**
 * Counts attempts into the metrics at the end of each turn of the event loop: a batch of outcomes is recorded in one turn,
 * and finding the labels of a metric takes longer than counting.
 */
export class AttemptTally {
  readonly #metrics: Metrics;
  readonly #counts: Count[] = [];
  #underWay: number | undefined;
  #isScheduled = false;

  constructor(metrics: Metrics) {
    this.#metrics = metrics;
  }

  underWay(count: number): void {
    this.#underWay = count;
    this.#schedule();
  }

  ended(endpoint: ReadyEndpoint, result: AttemptResultCode, next: Next): void {
    const isAlike = (known: Count): boolean =>
      known.endpoint === endpoint && known.result === result && known.next === next;
    const known = this.#counts.find(isAlike);
    if (known === undefined) this.#counts.push({ endpoint, result, next, count: 1 });
    else known.count += 1;
    this.#schedule();
  }

  #schedule(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    setImmediate(() => this.#write());
  }

  #write(): void {
    this.#isScheduled = false;
    const { attempts, deliveriesEnded, attemptsInFlight } = this.#metrics;
    for (const { endpoint, result, next, count } of this.#counts.splice(0)) {
      const names = { organization: endpoint.organizationName, endpoint: endpoint.endpoint.name };
      attempts.inc({ ...names, result }, count);
      if (next !== "pending") deliveriesEnded.inc({ ...names, state: next }, count);
    }
    if (this.#underWay !== undefined) attemptsInFlight.set(this.#underWay);
    this.#underWay = undefined;
  }
}
