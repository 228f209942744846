import { setTimeout as sleep } from "node:timers/promises";
import type { Routes } from "@countersign/contract";
import type { Client, StreamMessage } from "@countersign/contract/client";

type Message = StreamMessage<Routes["followStream"]>;

/** Waits between tries, in milliseconds; after the last one it gives up. Long enough for a gateway to start again. */
const PAUSES_MS = [500, 1000, 2000, 4000, 8000, 8000, 8000] as const;

export interface Following {
  /** Where to begin: after this message. Undefined: with what happens from now on. */
  readonly after: string | undefined;
  readonly signal: AbortSignal;
  /** Told when the connection is lost. */
  readonly talk: (line: string) => void;
}

/**
 * The messages of the gateway's stream, one after another until aborted. A connection that ends is made anew after the
 * last message, so that none is left out.
 *
 * @throws what the last of several tries failed with; at once, what trying again does not mend.
 */
export async function* followStream(
  client: Client,
  { after, signal, talk }: Following,
): AsyncGenerator<Message, void, undefined> {
  const { ApiProblem, ClientError } = await import("@countersign/contract/client");
  const isPassing = (error: unknown): error is Error =>
    error instanceof ApiProblem
      ? error.code === "unavailable"
      : error instanceof ClientError && error.code === "unreachable";
  let lastEventId = after;
  let failures = 0;
  for (;;) {
    let failure: Error = new ClientError("unreachable");
    try {
      const options = { signal, ...(lastEventId !== undefined && { lastEventId }) };
      for await (const message of client.stream("followStream", options)) {
        failures = 0;
        if (message.id !== "") lastEventId = message.id;
        yield message;
      }
    } catch (error) {
      if (signal.aborted || !isPassing(error)) throw error;
      failure = error;
    }
    if (signal.aborted) return;
    const pauseMs = PAUSES_MS[failures];
    if (pauseMs === undefined) throw failure;
    failures += 1;
    talk("The connection ended; trying again.");
    await sleep(pauseMs, undefined, { signal });
  }
}
