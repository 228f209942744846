import type { IncomingMessage } from "node:http";

/**
 * The body of a request, every byte as it came.
 *
 * @param maxBytes The most that is kept in memory.
 * @returns undefined where the body is larger, with the rest unread.
 * @throws Error of node:http when the sender breaks off.
 */
export async function readBoundedBody(
  request: IncomingMessage,
  maxBytes: number,
): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  return await new Promise((resolve, reject) => {
    request.on("data", (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= maxBytes) chunks.push(chunk);
      else {
        request.pause();
        resolve(undefined);
      }
    });
    request.once("end", () => resolve(Buffer.concat(chunks)));
    request.once("error", reject);
    request.once("aborted", () => reject(new Error("the sender broke off")));
  });
}
