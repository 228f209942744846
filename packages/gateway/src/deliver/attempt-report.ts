import type { ActivityNotes } from "../activity/activity-notes.ts";
import { errorFields } from "../observe/error-fields.ts";
import type { Log } from "../observe/log.ts";
import type { Metrics } from "../observe/metrics.ts";
import type { CircuitChange } from "../store/circuit.ts";
import type { ClaimedDelivery, UnreadableDelivery } from "../store/delivering.ts";
import type { LiveFeed } from "../stream/live-feed.ts";
import type { NotedEndpoint, TroubleNotes } from "../troubles/trouble-notes.ts";
import type { AttemptResultCode } from "./attempt-results.ts";
import type { EndedOutcome } from "./attempt.ts";
import { AttemptTally } from "./attempt-tally.ts";
import { EndpointHealth } from "./endpoint-health.ts";
import type { ReadyEndpoint } from "./endpoint-table.ts";

const MS_PER_SECOND = 1000;
const PAYLOAD_UNREADABLE: AttemptResultCode = "payload_unreadable";

/** Who is told beside the operators. */
export interface DeliveryListeners {
  /** Of what somebody must see to. */
  readonly troubles?: Pick<TroubleNotes, "deliveryFailed" | "endpointDisabled">;
  /** Of every attempt that was recorded. */
  readonly feed?: Pick<LiveFeed, "delivery">;
  /** Of how every attempt ended, to be counted. */
  readonly activity?: Pick<ActivityNotes, "attempted">;
}

/** Tells operators of attempts, in the log and as metrics: names, codes, ids and times only. */
export class AttemptReport {
  readonly #log: Log;
  readonly #metrics: Metrics;
  readonly #health: EndpointHealth;
  readonly #tally: AttemptTally;
  readonly #listeners: DeliveryListeners;

  constructor(log: Log, metrics: Metrics, listeners: DeliveryListeners = {}) {
    this.#log = log;
    this.#metrics = metrics;
    this.#listeners = listeners;
    this.#health = new EndpointHealth(log);
    this.#tally = new AttemptTally(metrics);
  }

  underWay(count: number): void {
    this.#tally.underWay(count);
  }

  recorded(delivery: ClaimedDelivery, endpoint: ReadyEndpoint, outcome: EndedOutcome): void {
    const { deliveryId, attempt } = delivery;
    const { result, status, durationMs, next } = outcome;
    const names = namesOf(endpoint);
    this.#tally.ended(endpoint, result, next.state);
    this.#metrics.attemptDuration.observe(durationMs / MS_PER_SECOND);
    this.#health.note(endpoint, outcome);
    this.#listeners.activity?.attempted(endpoint, {
      state: next.state,
      endedAt: outcome.startedAt + durationMs,
      // What is sent again has been there for as long as somebody let it lie.
      receivedAt: delivery.replay === undefined ? delivery.event.receivedAt : undefined,
    });
    this.#listeners.feed?.delivery({
      organizationId: endpoint.organizationId,
      deliveryId,
      eventId: delivery.event.eventId,
      endpoint: endpoint.endpoint.name,
      outcome: next.state === "pending" ? "retrying" : next.state,
      attempt,
      result,
      status,
      at: outcome.startedAt + durationMs,
    });
    if (next.state === "pending") {
      const retryInMs = next.dueAt - outcome.startedAt - durationMs;
      this.#log("attempt_failed", {
        ...names,
        deliveryId,
        attempt,
        code: result,
        status,
        durationMs,
        retryInMs,
      });
      return;
    }
    if (next.state === "failed") {
      this.#log("delivery_failed", { ...names, deliveryId, attempt, code: result, status });
    }
    if (next.state === "failed")
      this.#listeners.troubles?.deliveryFailed(noted(endpoint), { ...delivery.event, result });
    if (outcome.disablesEndpoint !== undefined) {
      this.#log("endpoint_gone", { ...names, deliveryId });
      this.#listeners.troubles?.endpointDisabled(noted(endpoint));
    }
  }

  /** Told at the opening and at the closing; trials that failed in between are only counted. */
  circuitChanged(endpoint: ReadyEndpoint, code: AttemptResultCode, change: CircuitChange): void {
    const names = namesOf(endpoint);
    const { kind, failures: count, pauseMs: retryInMs } = change;
    this.#metrics.circuitChanges.inc({ ...names, state: kind });
    if (kind === "opened") this.#log("circuit_opened", { ...names, code, count, retryInMs });
    if (kind === "closed") this.#log("circuit_closed", { ...names, count });
  }

  /** Its stored payload no longer opens, so the store made it a dead letter without an attempt. */
  unreadable({ deliveryId, attempt }: UnreadableDelivery, endpoint: ReadyEndpoint): void {
    const names = namesOf(endpoint);
    this.#metrics.attempts.inc({ ...names, result: PAYLOAD_UNREADABLE });
    this.#metrics.deliveriesEnded.inc({ ...names, state: "failed" });
    this.#log("delivery_failed", { ...names, deliveryId, attempt, code: PAYLOAD_UNREADABLE });
  }

  /** The lease ended before the outcome was there, or before the attempt could begin. */
  leaseLost({ deliveryId, attempt }: ClaimedDelivery, endpoint: ReadyEndpoint): void {
    this.#metrics.leasesLost.inc();
    this.#log("lease_lost", { ...namesOf(endpoint), deliveryId, attempt });
  }

  outcomeLost({ deliveryId, attempt }: ClaimedDelivery, endpoint: ReadyEndpoint, error: unknown): void {
    this.#metrics.leasesLost.inc();
    this.#log("outcome_lost", { ...namesOf(endpoint), deliveryId, attempt, ...errorFields(error) });
  }

  failedUnexpectedly({ deliveryId }: ClaimedDelivery, endpoint: ReadyEndpoint, error: unknown): void {
    this.#log("attempt_failed_unexpectedly", { ...namesOf(endpoint), deliveryId, ...errorFields(error) });
  }
}

function noted({ organizationId, endpoint }: ReadyEndpoint): NotedEndpoint {
  return { organizationId, endpoint };
}

function namesOf({ organizationName, endpoint }: ReadyEndpoint): { organization: string; endpoint: string } {
  return { organization: organizationName, endpoint: endpoint.name };
}
