import { createServer } from "node:https";
import { expect, test } from "vitest";
import { hasOpenssl, makeCertificate } from "./support/certificates.ts";
import type { Certificate } from "./support/certificates.ts";
import { DeliverWorld } from "./support/deliver-world.ts";
import { documentOf, endpointDocument } from "./support/documents.ts";
import { listen } from "./support/raw-receiver.ts";

interface TlsReceiver extends AsyncDisposable {
  readonly url: string;
  readonly bodies: readonly string[];
  readonly connections: number;
}

async function openTlsReceiver(certificate: Certificate): Promise<TlsReceiver> {
  const bodies: string[] = [];
  let connections = 0;
  const server = createServer(certificate, (request, response) => {
    let body = "";
    request.setEncoding("latin1").on("data", (text: string) => (body += text));
    request.on("end", () => {
      bodies.push(body);
      response.end();
    });
  });
  server.on("secureConnection", () => (connections += 1));
  server.on("tlsClientError", () => {});
  const port = await listen(server);
  return {
    url: `https://receiver.test:${port}/hook`,
    bodies,
    get connections() {
      return connections;
    },
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const resolveHost = (): Promise<readonly string[]> => Promise.resolve(["127.0.0.1"]);

test.skipIf(!hasOpenssl)(
  "deliveries go over TLS and share a connection (skipped without the command openssl)",
  async () => {
    const certificate = makeCertificate(["DNS:receiver.test"]);
    await using receiver = await openTlsReceiver(certificate);
    const endpoint = endpointDocument({ url: receiver.url, concurrency: 1 });
    await using world = await DeliverWorld.open(documentOf(endpoint));
    await world.start({ resolveHost, trustedCertificates: certificate.cert });
    for (const text of ["one", "two", "three"]) {
      await world.deliveryIn("delivered", await world.post({ body: Buffer.from(text) }));
    }
    expect(receiver.bodies).toEqual(["one", "two", "three"]);
    expect(receiver.connections).toBe(1);
  },
);

test.skipIf(!hasOpenssl)(
  "a receiver with an untrusted certificate is sent nothing (skipped without the command openssl)",
  async () => {
    await using receiver = await openTlsReceiver(makeCertificate(["DNS:receiver.test"]));
    const endpoint = endpointDocument({ url: receiver.url, retryScheduleMs: [] });
    await using world = await DeliverWorld.open(documentOf(endpoint));
    await world.start({ resolveHost });
    const { attempts } = await world.deliveryIn("failed", await world.post());
    expect(attempts).toMatchObject([{ result: "tls_failed" }]);
    expect(receiver.bodies).toEqual([]);
  },
);
