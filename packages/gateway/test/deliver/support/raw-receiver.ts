import { createServer } from "node:net";
import type { Server, Socket } from "node:net";

export interface RawReceiver extends AsyncDisposable {
  readonly port: number;
  readonly url: string;
  /** Connections accepted so far. */
  readonly connections: number;
  /** Every byte received so far, over all connections. */
  received(): string;
}

/** A receiver that does with each connection whatever a test says, on loopback. Closing it cuts what is open. */
export async function openRawReceiver(onConnection: (socket: Socket) => void): Promise<RawReceiver> {
  const sockets = new Set<Socket>();
  const chunks: Buffer[] = [];
  let connections = 0;
  const server = createServer((socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => socket.destroy());
    socket.on("data", (chunk: Buffer) => chunks.push(chunk));
    onConnection(socket);
  });
  const port = await listen(server);
  return {
    port,
    url: `http://127.0.0.1:${port}/hook`,
    get connections() {
      return connections;
    },
    received: () => Buffer.concat(chunks).toString("latin1"),
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

/** Answers with these bytes as soon as a request's head has arrived, each time. */
export function answerWith(bytes: string | Uint8Array): (socket: Socket) => void {
  return (socket) => {
    socket.on("data", () => socket.write(bytes));
  };
}

/** Listens on a free port of loopback. */
export function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      if (address === null || typeof address === "string") reject(new Error("no port"));
      else resolve(address.port);
    });
  });
}
