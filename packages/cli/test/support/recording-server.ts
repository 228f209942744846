import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach } from "vitest";

/** A request as it came over the wire. */
export interface Recorded {
  readonly method: string;
  readonly url: string;
  readonly rawHeaders: readonly string[];
  readonly body: Buffer;
}

export interface RecordingServer {
  readonly port: number;
  readonly url: string;
  readonly requests: readonly Recorded[];
}

const closings: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closings.splice(0)) await close();
});

/** What the server says to the request with this number, from 0. */
export type Answering = (index: number) => { readonly status: number; readonly body?: string };

/** An application on this machine that records all requests, until the test ends. */
export async function recordingServer(answer: Answering = () => ({ status: 200 })): Promise<RecordingServer> {
  const requests: Recorded[] = [];
  const server = createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
    incoming.on("end", () => {
      const { method = "", url = "", rawHeaders } = incoming;
      requests.push({ method, url, rawHeaders, body: Buffer.concat(chunks) });
      const { status, body = "" } = answer(requests.length - 1);
      response.writeHead(status, { "X-App": "test" }).end(body);
    });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  closings.push(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, "close");
  });
  const { port } = server.address() as AddressInfo;
  return { port, url: `http://127.0.0.1:${port}`, requests };
}
