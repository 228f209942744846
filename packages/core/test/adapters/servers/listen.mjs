import { createServer } from "node:http";

/**
 * Serves requests with an asynchronous function that answers each and never rejects.
 *
 * @param {(request: import("node:http").IncomingMessage, response: import("node:http").ServerResponse) => Promise<unknown>} answer
 */
export const serve = (answer) => listen(createServer((request, response) => void answer(request, response)));

/**
 * Listens on a free port of this machine.
 *
 * @param {import("node:http").Server} server
 */
export async function listen(server) {
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  return {
    url: `http://127.0.0.1:${port}/webhooks`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve(undefined));
        server.closeAllConnections();
      }),
  };
}
