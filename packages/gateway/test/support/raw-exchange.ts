import { connect } from "node:net";

/** A gateway that neither answers nor closes would hold the test for ever. */
const EXCHANGE_TIMEOUT_MS = 15_000;

export interface RawRequest {
  readonly method?: string;
  /** With its query, exactly as it goes onto the wire. */
  readonly path: string;
  readonly headers?: readonly (readonly [string, string])[];
  readonly body?: Uint8Array;
  /** Sends the body in chunks without telling its length. */
  readonly isChunked?: boolean;
  /** Length told instead of the true one. */
  readonly declaredLength?: number;
}

/** Sends one request on a connection of its own. Gives every byte of the answer, head and body. */
export function exchange(url: string, request: RawRequest): Promise<Buffer> {
  return exchangeBytes(url, requestBytes(url, request));
}

/** Sends whatever bytes these are and gives every byte that comes back until the connection closes. */
export function exchangeBytes(url: string, bytes: Uint8Array): Promise<Buffer> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const socket = connect({ host: hostname, port: Number(port) });
    socket.setTimeout(EXCHANGE_TIMEOUT_MS, () => socket.destroy(new Error("no end of the answer")));
    socket.on("data", (chunk: Buffer) => chunks.push(chunk));
    // Cut by the other side after its answer: what came before that is the answer.
    socket.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "ECONNRESET" && error.code !== "EPIPE") reject(error);
    });
    socket.on("close", () => resolve(Buffer.concat(chunks)));
    socket.write(bytes);
  });
}

/** The request as bytes of HTTP/1.1 on a connection that closes afterwards. */
export function requestBytes(url: string, request: RawRequest): Buffer {
  const { method = "POST", path, headers = [], body = Buffer.alloc(0), isChunked = false } = request;
  const framing: readonly (readonly [string, string])[] = isChunked
    ? [["transfer-encoding", "chunked"]]
    : [["content-length", String(request.declaredLength ?? body.length)]];
  const lines = [["host", new URL(url).host], ["connection", "close"], ...framing, ...headers];
  const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join("");
  const sent = isChunked ? chunked(body) : body;
  return Buffer.concat([Buffer.from(`${method} ${path} HTTP/1.1\r\n${head}\r\n`, "latin1"), sent]);
}

/** The status of an answer, or 0 where there is none. */
export function statusOf(answer: Buffer): number {
  return Number(/^HTTP\/1\.1 (\d{3}) /.exec(answer.toString("latin1", 0, 32))?.[1] ?? 0);
}

function chunked(body: Uint8Array): Buffer {
  const size = Buffer.from(`${body.length.toString(16)}\r\n`);
  return Buffer.concat([size, body, Buffer.from("\r\n0\r\n\r\n")]);
}
