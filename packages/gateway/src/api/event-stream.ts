import { once } from "node:events";
import type { ServerResponse } from "node:http";
import { NO_LONGER_IN } from "./while-in.ts";

/** Proxies cut connections that are silent for a minute or less. */
const HEARTBEAT_MS = 15_000;

/** A reader that takes nothing for so long is cut off: what it has not read would wait in memory. */
const SLOW_AFTER_MS = 30_000;

export interface StreamMessage<Data = unknown> {
  /** Where to go on after this message: the caller sends it back as `Last-Event-ID`. One line. */
  readonly id: string;
  /** A name of our own vocabulary. */
  readonly event: string;
  readonly data: Data;
}

/**
 * Writes messages as server-sent events until they end or `signal` is aborted. Never more than one message ahead of what
 * the connection takes: whoever reads slowly is read for slowly, and cut off when it takes nothing at all.
 */
export async function writeEventStream(
  response: ServerResponse,
  messages: AsyncIterable<StreamMessage>,
  signal: AbortSignal,
): Promise<void> {
  response.writeHead(200, {
    "content-type": "text/event-stream",
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    // nginx holds answers back otherwise.
    "x-accel-buffering": "no",
  });
  response.flushHeaders();
  const heartbeat = setInterval(() => response.write(": still here\n\n"), HEARTBEAT_MS);
  try {
    for await (const { id, event, data } of messages) {
      if (signal.aborted) break;
      const hasRoom = response.write(`id: ${id}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
      if (!hasRoom && !(await hasDrained(response, signal))) break;
    }
    // Only one that is too slow or may not read any more, or a gateway that stops, comes to an end.
    response.write(`: ${signal.aborted ? wordOf(signal) : "too_slow"}\n\n`);
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    clearInterval(heartbeat);
    response.end();
  }
}

function wordOf({ reason }: AbortSignal): string {
  return reason === NO_LONGER_IN ? NO_LONGER_IN : "stopping";
}

/** False, with the connection cut, where the reader took nothing in time. */
async function hasDrained(response: ServerResponse, signal: AbortSignal): Promise<boolean> {
  const slow = AbortSignal.timeout(SLOW_AFTER_MS);
  try {
    await once(response, "drain", { signal: AbortSignal.any([signal, slow]) });
    return true;
  } catch {
    if (slow.aborted) response.destroy();
    return false;
  }
}
