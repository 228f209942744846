import type { IncomingMessage } from "node:http";

/**
 * A sender that still writes when it is refused reads the answer only if the connection lives on. This much more is read
 * for it and forgotten; then the connection is cut.
 */
const MAX_DISCARDED_BYTES = 16 * 1024 * 1024;

/** Reads the rest of a body and forgets it, up to a bound. */
export function discardBody(request: IncomingMessage): void {
  if (request.readableEnded || request.destroyed) return;
  let bytes = 0;
  request.on("data", (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > MAX_DISCARDED_BYTES) request.destroy();
  });
}
