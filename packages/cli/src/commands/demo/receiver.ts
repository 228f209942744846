import { createHash } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import type { IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { createVerifier } from "countersign";
import type { Verifier } from "countersign";
import { standardWebhooks } from "countersign/schemes/standard-webhooks";

/** One request that reached the receiver. */
export interface Delivery {
  /** The event it carries, as the gateway names it. */
  readonly eventId: string;
  /** True when its Standard Webhooks signature fits its bytes. */
  readonly isVerified: boolean;
  readonly bodySha256: string;
  /** On the clock of `performance.now()`. */
  readonly receivedAtMs: number;
}

/** The application behind the gateway: it needs to know one signature scheme, whoever the sender was. */
export interface Receiver {
  readonly url: string;
  readonly deliveries: readonly Delivery[];
  /** Waits until this many events have arrived, or until `signal` aborts; never throws. */
  readonly waitForEvents: (count: number, signal: AbortSignal) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Starts a receiver on a free port of this machine that verifies every request. */
export async function startReceiver(secret: string): Promise<Receiver> {
  const verifier = createVerifier(standardWebhooks, { keys: [{ secret }] });
  const deliveries: Delivery[] = [];
  const server = createServer((request, response) => {
    receive(request, verifier).then(
      (delivery) => {
        deliveries.push(delivery);
        response.writeHead(delivery.isVerified ? 204 : standardWebhooks.answer.refused).end();
        server.emit("delivery");
      },
      () => response.destroy(),
    );
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/events`,
    deliveries,
    waitForEvents: async (count, signal) => {
      while (eventCount(deliveries) < count && !signal.aborted) {
        await once(server, "delivery", { signal }).catch(() => undefined);
      }
    },
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}

/** How many events the deliveries carry; one that came twice counts once. */
export function eventCount(deliveries: readonly Delivery[]): number {
  return new Set(deliveries.map(({ eventId }) => eventId)).size;
}

/** The digest by which the demo compares what was sent with what arrived. */
export function sha256Of(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

async function receive(request: IncomingMessage, verifier: Verifier): Promise<Delivery> {
  const body = await readBody(request);
  const verdict = verifier.verify({ method: request.method, headers: request.rawHeaders, body });
  return {
    eventId: String(request.headers["countersign-event"]),
    isVerified: verdict.ok,
    bodySha256: sha256Of(body),
    receivedAtMs: performance.now(),
  };
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}
