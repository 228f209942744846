import { once } from "node:events";
import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface LenientGateway {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/**
 * Stands in for a gateway with the gravest fault there is: it passes everything on to a real one, but says that it
 * accepted what the real one refused.
 */
export async function startLenientGateway(realUrl: string): Promise<LenientGateway> {
  const server = createServer((request, response) => {
    void passOn(request, response, realUrl);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      if (!server.listening) return;
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}

async function passOn(request: IncomingMessage, response: ServerResponse, realUrl: string): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  const { host: _host, connection: _connection, "content-length": _length, ...headers } = request.headers;
  const answer = await fetch(`${realUrl}${request.url}`, {
    method: request.method ?? "GET",
    headers: headers as Record<string, string>,
    ...(request.method === "POST" && { body: Buffer.concat(chunks) }),
  });
  const isRefusal = answer.status === 401 || answer.status === 403;
  const body = await answer.text();
  response.writeHead(isRefusal ? 200 : answer.status);
  response.end(isRefusal ? '{"id":"evt_made_up","duplicate":false}' : body);
}
