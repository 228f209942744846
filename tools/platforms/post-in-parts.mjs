import { request } from "node:http";

/** Small enough that what is just above a limit arrives in several parts. */
const PART_BYTES = 700;

/**
 * Posts exactly these bytes.
 *
 * @param {string} url
 * @param {{ headers: Record<string, string>, body: string | Uint8Array, isChunked: boolean }} sending
 *   `isChunked` sends the body in parts and without a length.
 * @returns {Promise<[status: number, body: string]>}
 */
export function postInParts(url, { headers, body, isChunked }) {
  const bytes = Buffer.from(body);
  const length = isChunked ? {} : { "content-length": String(bytes.length) };
  return new Promise((resolve, reject) => {
    const options = { method: "POST", headers: { ...headers, ...length }, agent: false };
    const sent = request(url, options, (response) => {
      /** @type {Buffer[]} */
      const parts = [];
      response.on("data", (part) => parts.push(part));
      response.on("error", reject);
      response.on("end", () => resolve([response.statusCode ?? 0, Buffer.concat(parts).toString()]));
    });
    sent.on("error", reject);
    const step = isChunked ? PART_BYTES : Math.max(bytes.length, 1);
    for (let start = 0; start < bytes.length; start += step) sent.write(bytes.subarray(start, start + step));
    sent.end();
  });
}
