import type { RefusedVerdict, VerdictCode } from "countersign";
import { randomUUID } from "node:crypto";
import type { ActivityNotes } from "../activity/activity-notes.ts";
import { ANSWER_WITHIN_MS } from "../answer-within.ts";
import { RECEIVE_PREFIX } from "../config/source-paths.ts";
import { sourceDefaults } from "../config/file/source-fields.ts";
import { isUnavailable } from "../errors.ts";
import { answers, internalError, sendAnswer, tooManyRequests } from "../http/answers.ts";
import type { ProxyTrust } from "../http/client-address.ts";
import type { BodyBudget } from "../http/body-budget.ts";
import { readBody } from "../http/read-body.ts";
import type { Exchange } from "../http/exchange.ts";
import { refuseEarly, refuseUnread } from "../http/refuse-early.ts";
import type { ReceiveRoute } from "../http/router.ts";
import { errorFields } from "../observe/error-fields.ts";
import type { Log } from "../observe/log.ts";
import type { LogThrottle } from "../observe/log-throttle.ts";
import type { Metrics } from "../observe/metrics.ts";
import type { AcceptResult } from "../store/accepting.ts";
import type { Store } from "../store/store.ts";
import type { TroubleNotes } from "../troubles/trouble-notes.ts";
import { withinTime } from "../within-time.ts";
import { callerOf } from "./caller-of.ts";
import { DummyMac } from "./dummy-mac.ts";
import type { LiveSourceTable } from "./live-source-table.ts";
import { earlyRefusal } from "./early-refusal.ts";
import type { Refusal } from "./early-refusal.ts";
import { plannedEvent } from "./planned-event.ts";
import type { QuarantineIntake } from "./quarantine/quarantine-intake.ts";
import type { ReceivingSource } from "./receiving-source.ts";
import { refusalAnswer } from "./refusal-answer.ts";
import { Refusals } from "./refusals.ts";
import { sendAccepted } from "./send-accepted.ts";
import { SourceRates } from "./source-rates.ts";

export interface ReceiverOptions {
  readonly store: Pick<Store, "accept">;
  readonly table: LiveSourceTable;
  readonly budget: BodyBudget;
  readonly log: Log;
  readonly throttle: LogThrottle;
  readonly metrics: Metrics;
  /** Where requests go that were refused for what they are. */
  readonly quarantine: Pick<QuarantineIntake, "offer">;
  /** Where it is noted how a source fares. */
  readonly troubles: Pick<TroubleNotes, "refused" | "accepted" | "held">;
  /** Where it is counted what came. */
  readonly activity: Pick<ActivityNotes, "received">;
  /** Whose word about the client's address is taken. */
  readonly trust: ProxyTrust;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** A request whose body is here, on its way to the store. */
interface Arrival {
  readonly exchange: Exchange;
  readonly body: Buffer;
  readonly receivedAt: number;
  /** Monotonic, for the duration metric. */
  readonly startedAt: number;
  /** How often the configuration changed under it. */
  replans: number;
  /** Whether it is judged by the configuration as of its arrival or later, also if another gateway changed it. */
  isCurrent: boolean;
}

/** A configuration that changes faster than this within one request is not settling; the sender tries again. */
const MAX_REPLANS = 3;

/** Told before any MAC was computed; refused at the cost of one all the same, like an unknown source. */
const codesBeforeMac: ReadonlySet<VerdictCode> = new Set([
  "missing_header",
  "repeated_header",
  "too_many_signatures",
  "malformed_signature",
  "malformed_timestamp",
]);

const UNKNOWN_SOURCE_METHODS = [sourceDefaults.method];

/** The journey of a request: find the source, verify the exact bytes, commit, and only then answer. */
export class Receiver implements ReceiveRoute {
  readonly #options: ReceiverOptions;
  readonly #refusals: Refusals;
  readonly #dummyMac = new DummyMac();
  readonly #rates = new SourceRates(() => performance.now());

  constructor(options: ReceiverOptions) {
    this.#options = options;
    this.#refusals = new Refusals(options);
  }

  readonly isForSource = (path: string): boolean =>
    path.startsWith(RECEIVE_PREFIX) || this.#options.table.current.has(path);

  readonly receive = (exchange: Exchange): void => {
    const { request, response } = exchange;
    const group = this.#options.table.current.get(exchange.path);
    const maxBytes = group?.maxBodyBytes ?? sourceDefaults.maxBodyBytes;
    const early = earlyRefusal(request, {
      methods: group?.methods ?? UNKNOWN_SOURCE_METHODS,
      maxBytes,
      budget: this.#options.budget,
    });
    const limited = early === undefined ? this.#rateRefusal(exchange) : undefined;
    if (limited !== undefined) {
      this.#refusals.note(limited.receiving, { code: limited.code, status: limited.answer.status });
      return refuseEarly(exchange, limited.answer);
    }
    if (early !== undefined) {
      this.#refusals.note(group?.first, { code: early.code, status: early.answer.status });
      return refuseEarly(exchange, early.answer);
    }
    if (exchange.awaitsContinue) response.writeContinue();
    readBody(request, {
      maxBytes,
      budget: this.#options.budget,
      onBody: (body) => this.#arrive(exchange, body),
      onRefused: (reason) => {
        const answer = reason === "overloaded" ? answers.unavailable : answers.bodyTooLarge;
        this.#refusals.note(group?.first, { code: reason, status: answer.status });
        refuseUnread(request, response, answer);
      },
    });
  };

  /** Before the body, so that a flood costs little. Who may not send at all takes nothing from those who may. */
  #rateRefusal(
    exchange: Exchange,
  ): (Refusal & { readonly receiving: ReceivingSource | undefined }) | undefined {
    const { receiving, isAllowed } = callerOf(exchange, this.#options);
    if (receiving === undefined || !isAllowed) return undefined;
    const waitMs = this.#rates.take(receiving.source);
    return waitMs === 0 ? undefined : { receiving, code: "rate_limited", answer: tooManyRequests(waitMs) };
  }

  #arrive(exchange: Exchange, body: Buffer): void {
    const arrival: Arrival = {
      exchange,
      body,
      receivedAt: this.#options.now(),
      startedAt: performance.now(),
      replans: 0,
      isCurrent: !this.#options.table.isShared,
    };
    try {
      this.#verify(arrival);
    } catch (error) {
      this.#fail(arrival, error);
    }
  }

  #verify(arrival: Arrival): void {
    const { exchange, body } = arrival;
    const { request } = exchange;
    const { receiving, isAllowed } = callerOf(exchange, this.#options);
    if (receiving === undefined || !isAllowed) {
      // Alike for both: from elsewhere nobody learns whether there is a source.
      this.#dummyMac.spend(body);
      const code = receiving === undefined ? "unknown_source" : "address_not_allowed";
      return this.#whenCurrent(arrival, () =>
        this.#finish(arrival, receiving, { code, answer: answers.unauthorized }),
      );
    }
    const verdict = receiving.verifier.verify({ method: request.method, headers: request.rawHeaders, body });
    if (!verdict.ok) {
      return this.#whenCurrent(arrival, () => this.#refuseVerdict(arrival, receiving, verdict));
    }
    if (receiving.source.payloadCheck === "refuse" && !verdict.isJson) {
      const refusal = { code: "payload_unreadable", answer: answers.unreadablePayload } as const;
      return this.#whenCurrent(arrival, () => this.#refuseAndKeep(arrival, receiving, refusal));
    }
    const { receivedAt } = arrival;
    const event = plannedEvent(receiving, { rawHeaders: request.rawHeaders, body, receivedAt, verdict });
    const onResult = (result: AcceptResult): void => {
      try {
        this.#answer(arrival, receiving, result);
      } catch (error) {
        this.#fail(arrival, error, receiving);
      }
    };
    // Not `.then().catch()`, which would be a promise more for every event.
    void this.#options.store
      .accept(event)
      .then(onResult, (error: unknown) => this.#fail(arrival, error, receiving));
  }

  #answer(arrival: Arrival, receiving: ReceivingSource, result: AcceptResult): void {
    if (result.outcome === "outdated") return this.#replan(arrival, receiving);
    receiving.counted[result.outcome].inc();
    this.#options.troubles.accepted(receiving, arrival.receivedAt);
    this.#options.activity.received(receiving, result.outcome, arrival.receivedAt);
    const isHeld = result.outcome === "conflict" && receiving.source.onConflict === "hold";
    if (isHeld) this.#options.troubles.held(receiving);
    this.#options.metrics.receiveDuration.observe((performance.now() - arrival.startedAt) / 1000);
    const { exchange, body } = arrival;
    this.#options.budget.release(body.length);
    sendAccepted(exchange.response, { scheme: receiving.source.scheme, body, result });
  }

  /** The configuration changed between planning and storing: a secret may be revoked, so everything is done anew. */
  #replan(arrival: Arrival, receiving: ReceivingSource): void {
    arrival.replans += 1;
    if (arrival.replans > MAX_REPLANS) {
      return this.#finish(arrival, receiving, {
        code: "configuration_unsettled",
        answer: answers.unavailable,
      });
    }
    this.#inTime(arrival, this.#options.table.reload())
      .then(() => this.#verify(arrival))
      .catch((error: unknown) => this.#fail(arrival, error, receiving));
  }

  /**
   * Refuses, once it is certain that no other gateway has changed what that rests on: a secret that was added there holds
   * for the next request here. A request that is accepted needs no such question; storing it asserts the version.
   */
  #whenCurrent(arrival: Arrival, refuse: () => void): void {
    if (arrival.isCurrent) return refuse();
    const { table } = this.#options;
    // Not what the question finds: another request's may have loaded what is new before this one's was asked.
    const judgedBy = table.current;
    this.#inTime(arrival, table.refresh())
      .then(() => {
        arrival.isCurrent = true;
        if (table.current === judgedBy) refuse();
        else this.#verify(arrival);
      })
      .catch((error: unknown) => this.#fail(arrival, error));
  }

  /** Nobody at the door waits for as long as reading a large configuration may take. */
  #inTime(arrival: Arrival, loading: Promise<void>): Promise<void> {
    return withinTime(loading, ANSWER_WITHIN_MS - (performance.now() - arrival.startedAt));
  }

  #refuseVerdict(arrival: Arrival, receiving: ReceivingSource, verdict: RefusedVerdict): void {
    if (codesBeforeMac.has(verdict.code)) this.#dummyMac.spend(arrival.body);
    this.#refuseAndKeep(arrival, receiving, {
      code: verdict.code,
      answer: refusalAnswer(verdict, receiving.source.method),
    });
  }

  /** The answer goes first: whether the request is kept changes nothing about it. */
  #refuseAndKeep(arrival: Arrival, receiving: ReceivingSource, refusal: Refusal): void {
    this.#finish(arrival, receiving, refusal);
    this.#options.troubles.refused(receiving, refusal.code);
    const { exchange, body, receivedAt } = arrival;
    const { request } = exchange;
    this.#options.quarantine.offer(receiving, { request, body, receivedAt, code: refusal.code });
  }

  #fail(arrival: Arrival, error: unknown, receiving?: ReceivingSource): void {
    if (isUnavailable(error)) {
      const suppressed = this.#options.throttle.admit("store_unavailable");
      if (suppressed !== undefined)
        this.#options.log("store_unavailable", { ...errorFields(error), suppressed });
      this.#options.metrics.storeUnavailable.inc();
      return this.#finish(arrival, receiving, { code: "store_unavailable", answer: answers.unavailable });
    }
    const requestId = randomUUID();
    this.#options.log("request_failed", {
      requestId,
      organization: receiving?.organization.name,
      source: receiving?.source.name,
      ...errorFields(error),
    });
    this.#finish(arrival, receiving, { code: "internal_error", answer: internalError(requestId) });
  }

  #finish(arrival: Arrival, receiving: ReceivingSource | undefined, refusal: Refusal): void {
    this.#options.budget.release(arrival.body.length);
    this.#refuse(arrival.exchange, refusal, receiving);
  }

  #refuse(exchange: Exchange, refusal: Refusal, receiving?: ReceivingSource): void {
    this.#refusals.note(receiving, { code: refusal.code, status: refusal.answer.status });
    sendAnswer(exchange.response, refusal.answer);
  }
}
