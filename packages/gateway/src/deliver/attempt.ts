import { performance } from "node:perf_hooks";
import type { AttemptOutcome, ClaimedDelivery } from "../store/delivering.ts";
import { resultOfAnswer } from "./answer-result.ts";
import type { AttemptReport } from "./attempt-report.ts";
import type { AttemptResultCode } from "./attempt-results.ts";
import { circuitSign } from "./circuit-sign.ts";
import type { StepObserver } from "./delivery-steps.ts";
import type { ReadyEndpoint } from "./endpoint-table.ts";
import { nextState } from "./next-state.ts";
import type { OutboundRequest } from "./outbound-request.ts";
import type { HttpAnswer } from "./response-reader.ts";

export interface AttemptContext {
  readonly now: () => number;
  readonly random: () => number;
  readonly report: Pick<AttemptReport, "failedUnexpectedly">;
  readonly steps?: StepObserver | undefined;
}

/** An outcome whose result is one of the table. */
export interface EndedOutcome extends AttemptOutcome {
  readonly result: AttemptResultCode;
}

/**
 * Tries one claimed delivery once: signs, sends, reads the answer, and decides what is next. Never rejects;
 * the caller records the outcome.
 */
export async function attemptDelivery(
  delivery: ClaimedDelivery,
  endpoint: ReadyEndpoint,
  context: AttemptContext,
): Promise<EndedOutcome> {
  const attempt = new Attempt(delivery, endpoint, context);
  try {
    if (context.steps !== undefined) await context.steps("claimed", delivery.deliveryId);
    if (endpoint.sender === undefined) return attempt.ended("endpoint_misconfigured");
    const request = signedOrUndefined(delivery, endpoint.sender);
    if (request === undefined) return attempt.ended("signing_failed");
    if (context.steps !== undefined) await context.steps("signed", delivery.deliveryId);
    const answer = await send(delivery, request, { sender: endpoint.sender, steps: context.steps });
    return attempt.ended(resultOfAnswer(answer), { answer, secretId: request.secretId });
  } catch (error) {
    context.report.failedUnexpectedly(delivery, endpoint, error);
    return attempt.ended("unexpected_error");
  }
}

type Sender = NonNullable<ReadyEndpoint["sender"]>;

function signedOrUndefined(delivery: ClaimedDelivery, sender: Sender): OutboundRequest | undefined {
  try {
    return sender.requests.create(delivery);
  } catch {
    // Whatever went wrong, an operator mends it at the endpoint's secrets; the error could hold nothing more to tell.
    return undefined;
  }
}

interface Sending {
  readonly sender: Sender;
  readonly steps: StepObserver | undefined;
}

async function send(
  { deliveryId }: ClaimedDelivery,
  request: OutboundRequest,
  { sender, steps }: Sending,
): Promise<HttpAnswer> {
  if (steps === undefined) return sender.client.send(request);
  let sent: Promise<void> | undefined;
  const onSent = (): void => {
    sent = Promise.resolve(steps("sent", deliveryId));
  };
  const answer = await sender.client.send({ ...request, onSent });
  await sent;
  await steps("answered", deliveryId);
  return answer;
}

interface AttemptFacts {
  readonly answer: HttpAnswer;
  readonly secretId: number | undefined;
}

class Attempt {
  readonly #delivery: ClaimedDelivery;
  readonly #endpoint: ReadyEndpoint["endpoint"];
  readonly #context: AttemptContext;
  readonly #startedAt: number;
  readonly #begunMs = performance.now();

  constructor(delivery: ClaimedDelivery, { endpoint }: ReadyEndpoint, context: AttemptContext) {
    this.#delivery = delivery;
    this.#endpoint = endpoint;
    this.#context = context;
    this.#startedAt = context.now();
  }

  ended(result: AttemptResultCode, facts?: AttemptFacts): EndedOutcome {
    const { deliveryId, organizationId, token, attempt } = this.#delivery;
    const { answer, secretId } = facts ?? {};
    const durationMs = Math.round(performance.now() - this.#begunMs);
    const circuit = circuitSign(result, this.#endpoint, this.#context.random);
    const scheduleMs = this.#endpoint.retryScheduleMs;
    const retryAfter = answer?.isComplete === true ? answer.retryAfter : undefined;
    const ended = { result, attempt, retryAfter, endedAt: this.#context.now(), scheduleMs };
    const { next, disablesEndpoint } = nextState(ended, this.#context.random);
    const startedAt = this.#startedAt;
    const outcome: Writable<EndedOutcome> = {
      deliveryId,
      organizationId,
      token,
      startedAt,
      durationMs,
      result,
      next,
    };
    if (answer?.status !== undefined) outcome.status = answer.status;
    if (secretId !== undefined) outcome.secretId = secretId;
    if (answer !== undefined && answer.excerpt.length > 0) outcome.responseExcerpt = answer.excerpt;
    if (circuit !== undefined) outcome.circuit = circuit;
    if (disablesEndpoint !== undefined) outcome.disablesEndpoint = disablesEndpoint;
    return outcome;
  }
}

/** While it is made. */
type Writable<T> = { -readonly [Key in keyof T]: T[Key] };
