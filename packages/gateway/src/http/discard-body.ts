import type { IncomingMessage } from "node:http";

/** A sender that is refused while it still writes may finish within this much; beyond it the connection is cut. */
const MAX_DISCARDED_BYTES = 16 * 1024 * 1024;

/** Reads the rest of a body and forgets it, up to a bound. `onEnd` is called when it has ended or the connection has. */
export function discardBody(request: IncomingMessage, onEnd: () => void = () => {}): void {
  let bytes = 0;
  request.on("data", (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > MAX_DISCARDED_BYTES) request.destroy();
  });
  request.once("end", onEnd);
  request.once("close", onEnd);
}
