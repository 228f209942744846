import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** What takes deliveries for all tests of a file. */
export interface Receiver {
  readonly url: string;
  /** What it answers from now on. */
  status: number;
  /** The body of each request, as text. */
  readonly bodies: readonly string[];
  readonly close: () => Promise<void>;
}

/** Starts a receiver that answers 200 with this body until it is told otherwise. */
export async function startReceiver(answer: string): Promise<Receiver> {
  const bodies: string[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8").on("data", (text: string) => (body += text));
    request.on("end", () => {
      bodies.push(body);
      response.writeHead(receiver.status);
      response.end(answer);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const receiver: Receiver = {
    url: `http://127.0.0.1:${port}`,
    status: 200,
    bodies,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
  return receiver;
}
