import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import { createVerifier } from "countersign";
import type { Scheme, Verifier } from "countersign";
import { bodyDigest } from "./body-digest.ts";

/** An endpoint as its receiver sees it. */
export interface ReceiverEndpoint {
  readonly name: string;
  readonly scheme: Scheme;
  readonly secret: string;
  readonly apiKey?: string;
}

/** One delivery that arrived. */
export interface ReceivedDelivery {
  readonly endpoint: string;
  /** What the receiver's own verifier concluded of the bytes. */
  readonly isVerified: boolean;
  readonly digest: string;
  /** The ids that the gateway sent along. */
  readonly eventId: string | undefined;
  readonly deliveryId: string | undefined;
  /** The status it was answered with. */
  readonly status: number;
}

export interface VerifyingReceiver extends AsyncDisposable {
  readonly received: readonly ReceivedDelivery[];
  urlOf(endpoint: string): string;
}

/**
 * A receiver on loopback, one path for each endpoint, that verifies what arrives and then answers as `answer` says.
 * It stays the same while gateways come and go.
 */
export async function openVerifyingReceiver(
  endpoints: readonly ReceiverEndpoint[],
  answer: (delivery: Omit<ReceivedDelivery, "status">) => number,
): Promise<VerifyingReceiver> {
  const verifiers = new Map(endpoints.map((endpoint) => [endpoint.name, verifierOf(endpoint)]));
  const received: ReceivedDelivery[] = [];

  const take = (request: IncomingMessage, body: Buffer): number => {
    const endpoint = (request.url ?? "").slice(1);
    const verifier = verifiers.get(endpoint);
    const verdict = verifier?.verify({ method: request.method, headers: request.rawHeaders, body });
    const delivery = {
      endpoint,
      isVerified: verdict?.ok === true,
      digest: bodyDigest(body),
      eventId: oneHeader(request, "countersign-event"),
      deliveryId: oneHeader(request, "countersign-delivery"),
    };
    const status = answer(delivery);
    received.push({ ...delivery, status });
    return status;
  };

  const server = createServer((request, response) =>
    readBody(request, (body) => reply(response, take(request, body))),
  );
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the receiver has no port");
  return {
    received,
    urlOf: (endpoint) => `http://127.0.0.1:${address.port}/${endpoint}`,
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function verifierOf({ scheme, secret, apiKey }: ReceiverEndpoint): Verifier {
  const keys = [{ secret }];
  if (apiKey === undefined) return createVerifier(scheme, { keys });
  return createVerifier(scheme, { callers: [{ id: "gateway", organization: "ours", apiKey, keys }] });
}

/** A request that breaks off was not received. */
function readBody(request: IncomingMessage, done: (body: Buffer) => void): void {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("error", () => {});
  request.on("end", () => {
    if (request.complete) done(Buffer.concat(chunks));
  });
}

function reply(response: ServerResponse, status: number): void {
  response.on("error", () => {});
  response.writeHead(status, { "content-length": "0" });
  response.end();
}

function oneHeader(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === "string" ? value : undefined;
}
