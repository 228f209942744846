import { createServer } from "node:http";
import type { ServerResponse } from "node:http";
import { listen } from "./raw-receiver.ts";

export interface ReceivedRequest {
  readonly method: string;
  readonly url: string;
  /** Names and values in turn, as they came. */
  readonly rawHeaders: readonly string[];
  readonly body: Buffer;
  /** The value of the only header of this lower-case name; undefined where there is none or more than one. */
  header(name: string): string | undefined;
}

export interface HttpReceiver extends AsyncDisposable {
  readonly url: string;
  readonly requests: readonly ReceivedRequest[];
  /** Most requests under way at once so far. */
  readonly mostAtOnce: number;
}

/** What to answer: a status, or whatever the function does with the response. */
export type Answer = number | ((response: ServerResponse) => void);

/** A receiver on loopback that keeps what it got and answers as told, by default 200. */
export async function openHttpReceiver(
  answer: (request: ReceivedRequest, index: number) => Answer = () => 200,
): Promise<HttpReceiver> {
  const requests: ReceivedRequest[] = [];
  let underWay = 0;
  let mostAtOnce = 0;
  const server = createServer((request, response) => {
    underWay += 1;
    mostAtOnce = Math.max(mostAtOnce, underWay);
    response.on("close", () => (underWay -= 1));
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const { method = "", url = "", rawHeaders } = request;
      const received = {
        method,
        url,
        rawHeaders,
        body: Buffer.concat(chunks),
        header: headerReader(rawHeaders),
      };
      requests.push(received);
      const chosen = answer(received, requests.length - 1);
      if (typeof chosen === "number") response.writeHead(chosen).end();
      else chosen(response);
    });
  });
  const port = await listen(server);
  return {
    url: `http://127.0.0.1:${port}/hook`,
    requests,
    get mostAtOnce() {
      return mostAtOnce;
    },
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function headerReader(rawHeaders: readonly string[]): (name: string) => string | undefined {
  return (name) => {
    const found = rawHeaders.filter(
      (_, index) => index % 2 === 1 && rawHeaders[index - 1]?.toLowerCase() === name,
    );
    return found.length === 1 ? found[0] : undefined;
  };
}
