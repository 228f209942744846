import type { HeadersInput } from "../headers.ts";
import {
  adapterAnswer,
  type Answer,
  errorAnswer,
  successAnswer,
  tooLargeAnswer,
  verdictAnswer,
} from "./answer.ts";
import type { BodyReading } from "./body-reading.ts";
import { announcesMoreThan, isIdentityEncoded } from "./declared-body.ts";
import { handleOnce, type Handling, type OwnAnswer } from "./handle-once.ts";
import type { RefusalCode } from "./refusal-code.ts";
import type { Webhook } from "./webhook.ts";
import type { ReadWebhookOptions } from "./webhook-options.ts";

/** A request, and what its framework lets us do. */
export interface Arrival<T> {
  readonly method: string;
  readonly headers: HeadersInput;
  /** Reads the body. Throws `body_already_parsed` if its bytes are gone. */
  readonly readBody: (maxBytes: number) => Promise<BodyReading> | BodyReading;
  /** Runs the handler. Gives its own answer, or undefined if it left the answer to us. */
  readonly handle: (webhook: Webhook) => Promise<OwnAnswer<T> | undefined>;
}

/** The handler's own answer, or one to send. */
export type Reply<T> = { readonly own: T } | { readonly answer: Answer };

/**
 * From a request to its answer: the one path of all adapters. The handler runs only after the signature was found
 * right, and never for a repeat that the store knows.
 *
 * @throws what the handler or the store throws, and misuse, if there is no `onError`.
 */
export async function receiveWebhook<T>(arrival: Arrival<T>, options: ReadWebhookOptions): Promise<Reply<T>> {
  try {
    return await answerTo(arrival, options);
  } catch (error) {
    if (options.onError === undefined) throw error;
    options.onError(error);
    return { answer: errorAnswer() };
  }
}

async function answerTo<T>(arrival: Arrival<T>, options: ReadWebhookOptions): Promise<Reply<T>> {
  const { verifier, maxBodyBytes, replay, onRefused } = options;
  const { method, headers } = arrival;
  const refuse = (code: RefusalCode, answer: Answer): Reply<T> => {
    onRefused(code);
    return { answer };
  };

  if (!isIdentityEncoded(headers)) return refuse("content_encoding", adapterAnswer("content_encoding"));
  const isTooLarge = announcesMoreThan(headers, maxBodyBytes);
  const body = isTooLarge ? "body_too_large" : await arrival.readBody(maxBodyBytes);
  if (body === "body_too_large") return refuse(body, tooLargeAnswer());
  if (body === "body_incomplete") return refuse(body, adapterAnswer(body));
  const verdict = verifier.verify({ method, headers, body });
  if (!verdict.ok) return refuse(verdict.code, verdictAnswer(verdict, verifier));

  // Before the handler has the body: what it does with it afterwards is its own business.
  const success = successAnswer(verifier.scheme, body);
  const run = (): Promise<OwnAnswer<T> | undefined> => arrival.handle({ verdict, body });
  const handling: Handling<T> =
    replay === undefined ? { state: "handled", own: await run() } : await handleOnce(replay, verdict, run);
  if (handling.state === "in_progress") return refuse("in_progress", adapterAnswer("in_progress"));
  if (handling.state === "handled" && handling.own !== undefined) return { own: handling.own.value };
  return { answer: success };
}
