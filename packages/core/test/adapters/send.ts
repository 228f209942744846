import { type IncomingHttpHeaders, request } from "node:http";

/** A request to send, exactly so. */
export interface Sending {
  readonly method?: string;
  /** A list of values sends the header once for each. */
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: Uint8Array | string;
  /** Sends the body in parts and without a length. */
  readonly isChunked?: boolean;
}

/** What came back. */
export interface Received {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

const CHUNK_BYTES = 700;

/** Sends a request with nothing added to it but what HTTP demands. */
export function send(url: string, sending: Sending): Promise<Received> {
  const { method = "POST", headers = {}, body = "", isChunked = false } = sending;
  const bytes = Buffer.from(body);
  const length = isChunked ? {} : { "content-length": String(bytes.length) };
  const lists = Object.entries({ ...length, ...headers }).map(([name, value]) => [
    name,
    typeof value === "string" ? value : [...value],
  ]);
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, headers: Object.fromEntries(lists), agent: false }, (response) => {
      const parts: Buffer[] = [];
      response.on("data", (part: Buffer) => parts.push(part));
      response.on("end", () => {
        const { statusCode = 0, headers: received } = response;
        resolve({ status: statusCode, headers: received, body: Buffer.concat(parts).toString() });
      });
      response.on("error", reject);
    });
    sent.on("error", reject);
    for (let start = 0; start < bytes.length; start += isChunked ? CHUNK_BYTES : bytes.length) {
      sent.write(bytes.subarray(start, isChunked ? start + CHUNK_BYTES : bytes.length));
    }
    sent.end();
  });
}
