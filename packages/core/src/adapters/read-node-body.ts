import { isBytes } from "../body/body-bytes.ts";
import { bodyAlreadyParsed } from "../edge-misuse.ts";
import { type BodyReading, joinedBytes } from "./body-reading.ts";
import type { NodeRequest } from "./node-request.ts";

/**
 * Reads a request's body, or takes the bytes that a parser kept as they are. Beyond the limit it holds nothing: Node
 * discards what still comes after the answer, within the server's `requestTimeout`.
 *
 * @param request A request that nothing has read, or whose `rawBody` or `body` holds bytes.
 * @param maxBytes The most that is held.
 * @param remedy What to do in this framework if a parser took the bytes.
 * @throws CountersignError `body_already_parsed`
 */
export function readNodeBody(
  request: NodeRequest,
  maxBytes: number,
  remedy: string,
): Promise<BodyReading> | BodyReading {
  const kept = [request.rawBody, request.body].find(isBytes);
  if (kept !== undefined) return kept.length > maxBytes ? "body_too_large" : kept;
  if (request.readableDidRead || request.readableEnded) throw bodyAlreadyParsed(remedy);
  return readStream(request, maxBytes, remedy);
}

function readStream(request: NodeRequest, maxBytes: number, remedy: string): Promise<BodyReading> {
  return new Promise((resolve, reject) => {
    const parts: Uint8Array[] = [];
    let byteLength = 0;
    const onData = (part: unknown): void => {
      // Text means that somebody called setEncoding, which has replaced every byte that is not UTF-8.
      if (!isBytes(part)) return reject(bodyAlreadyParsed(remedy));
      byteLength += part.length;
      if (byteLength <= maxBytes) {
        parts.push(part);
        return;
      }
      request.off("data", onData);
      parts.length = 0;
      resolve("body_too_large");
    };
    request.on("data", onData);
    request.on("end", () => resolve(joinedBytes(parts, byteLength)));
    // Whichever comes first counts; a close before the end means that the sender went away.
    request.on("error", () => resolve("body_incomplete"));
    request.on("close", () => resolve("body_incomplete"));
  });
}
