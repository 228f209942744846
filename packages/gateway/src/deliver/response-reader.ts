import type { Dispatcher } from "undici";
import type { AttemptResultCode } from "./attempt-results.ts";
import { NetworkFailure, resultOfError } from "./network-failure.ts";

/** Most bytes of a response body that are read. A longer answer is cut off; its status still counts. */
export const MAX_RESPONSE_BYTES_READ = 64 * 1024;

/** Most bytes of a response body that are kept, for people who look for the reason of a failure. */
export const MAX_RESPONSE_BYTES_KEPT = 4 * 1024;

/** Informational answers (1xx) before the real one: none is expected, a few are harmless, a flood is an attack. */
export const MAX_INFORMATIONAL_ANSWERS = 16;

const NO_CONTENT = 204;
const FIRST_FINAL_STATUS = 200;

/** How the far end answered, or why it did not. */
export type HttpAnswer =
  | {
      readonly isComplete: true;
      readonly status: number;
      readonly retryAfter: string | undefined;
      readonly excerpt: Uint8Array;
    }
  | {
      readonly isComplete: false;
      readonly result: AttemptResultCode;
      /** The status, where the head had arrived before it failed. */
      readonly status: number | undefined;
      readonly excerpt: Uint8Array;
    };

/**
 * Reads one response for undici within its bounds and says once what came of it. An answer counts as complete when its
 * body ended as its head announced, or when more of it came than is read. Bytes are kept as they came: a compressed
 * body is never decompressed.
 */
export class ResponseReader implements Dispatcher.DispatchHandler {
  readonly #settle: (answer: HttpAnswer) => void;
  readonly #onSent: (() => void) | undefined;
  #controller: Dispatcher.DispatchController | undefined;
  #isSettled = false;
  #status: number | undefined;
  #retryAfter: string | undefined;
  #informationalAnswers = 0;
  #bytesRead = 0;
  #bytesKept = 0;
  readonly #kept: Buffer[] = [];

  /** `settle` is called exactly once; `onSent` after the whole request was handed to the socket. */
  constructor(settle: (answer: HttpAnswer) => void, onSent?: () => void) {
    this.#settle = settle;
    this.#onSent = onSent;
  }

  /** Ends the attempt with this result, closes its connection, and sends nothing if nothing was sent yet. */
  cut(result: AttemptResultCode): void {
    this.#fail(result);
    this.#controller?.abort(new NetworkFailure(result));
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.#isSettled) controller.abort(new NetworkFailure("interrupted"));
    // undici writes head and body in the same turn, right after this call.
    else if (this.#onSent !== undefined) queueMicrotask(this.#onSent);
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: Readonly<Record<string, string | string[] | undefined>>,
  ): void {
    if (status < FIRST_FINAL_STATUS) {
      this.#informationalAnswers += 1;
      if (this.#informationalAnswers > MAX_INFORMATIONAL_ANSWERS) this.cut("response_malformed");
      return;
    }
    this.#status = status;
    const retryAfter = headers["retry-after"];
    this.#retryAfter = typeof retryAfter === "string" ? retryAfter : undefined;
    // A 204 has no body whatever its head says (RFC 9110 §15.3.5); undici refuses one with a length.
    if (status === NO_CONTENT) this.#complete();
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#bytesRead += chunk.length;
    const room = MAX_RESPONSE_BYTES_KEPT - this.#bytesKept;
    if (room > 0) this.#keep(chunk.subarray(0, room));
    if (this.#bytesRead <= MAX_RESPONSE_BYTES_READ) return;
    this.#complete();
    controller.abort(new NetworkFailure("interrupted"));
  }

  onResponseEnd(): void {
    this.#complete();
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.#fail(resultOfError(error));
  }

  /** Copies, because the chunk is a view into memory that the parser goes on using. */
  #keep(part: Buffer): void {
    this.#kept.push(Buffer.from(part));
    this.#bytesKept += part.length;
  }

  #complete(): void {
    if (this.#isSettled) return;
    if (this.#status === undefined) return this.#fail("response_malformed");
    this.#isSettled = true;
    this.#settle({
      isComplete: true,
      status: this.#status,
      retryAfter: this.#retryAfter,
      excerpt: Buffer.concat(this.#kept),
    });
  }

  #fail(result: AttemptResultCode): void {
    if (this.#isSettled) return;
    this.#isSettled = true;
    this.#settle({ isComplete: false, result, status: this.#status, excerpt: Buffer.concat(this.#kept) });
  }
}
