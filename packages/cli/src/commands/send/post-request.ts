import { CommandError } from "../../command-error.ts";
import { systemCode } from "../../input/read-input.ts";
import { postBytes } from "../../play/post-bytes.ts";
import type { SignedRequest } from "../../play/signed-request.ts";

/** More than any sender waits. */
const ANSWER_TIMEOUT_MS = 60_000;

/** One request that was answered. */
export interface Sent {
  readonly method: string;
  /** Without query and user, which may hold secrets. */
  readonly url: string;
  readonly bytes: number;
  readonly status: number;
  /** Whether the status is 2xx. */
  readonly isAccepted: boolean;
  readonly durationMs: number;
  /** The whole answer. */
  readonly answer: string;
}

/**
 * Posts the request and waits for the whole answer.
 *
 * @throws CommandError `cannot_reach` when there is none.
 */
export async function postRequest(request: SignedRequest): Promise<Sent> {
  const { origin, pathname } = new URL(request.url);
  const url = `${origin}${pathname}`;
  try {
    const answer = await postBytes(request, AbortSignal.timeout(ANSWER_TIMEOUT_MS));
    return {
      method: request.method,
      url,
      bytes: request.body.length,
      status: answer.status,
      isAccepted: answer.status >= 200 && answer.status < 300,
      durationMs: answer.durationMs,
      answer: answer.body,
    };
  } catch (error) {
    const reason = error instanceof RangeError ? error.message : systemCode(error);
    throw new CommandError("cannot_reach", `${origin} gives ${reason}`, { cause: error });
  }
}
