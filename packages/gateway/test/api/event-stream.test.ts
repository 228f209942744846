import { once } from "node:events";
import { createServer } from "node:http";
import type { ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { writeEventStream } from "../../src/api/event-stream.ts";
import type { StreamMessage } from "../../src/api/event-stream.ts";

/** A server that answers each request with these messages. */
async function serve(
  answer: (response: ServerResponse) => Promise<void>,
): Promise<AsyncDisposable & { readonly url: string }> {
  const server = createServer((_request, response) => void answer(response));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function* messages(count: number, data: unknown = null): AsyncGenerator<StreamMessage> {
  for (let id = 1; id <= count; id += 1) yield { id: String(id), event: "told", data };
}

test("writes messages with their ids, and tells one whose messages end that it was too slow", async () => {
  const { signal } = new AbortController();
  await using server = await serve((response) => writeEventStream(response, messages(2, "a\nb"), signal));
  const response = await fetch(server.url);
  expect(response.headers.get("content-type")).toBe("text/event-stream");
  expect(response.headers.get("cache-control")).toBe("no-store");
  expect(await response.text()).toBe(
    'id: 1\nevent: told\ndata: "a\\nb"\n\nid: 2\nevent: told\ndata: "a\\nb"\n\n: too_slow\n\n',
  );
});

test("ends when it is told to, and lets the messages end too", async () => {
  const stop = new AbortController();
  let hasEnded = false;
  async function* endless(): AsyncGenerator<StreamMessage> {
    try {
      for (let id = 1; ; id += 1) {
        yield { id: String(id), event: "told", data: null };
        await new Promise((resolve) => setImmediate(resolve));
        if (id === 3) stop.abort();
      }
    } finally {
      hasEnded = true;
    }
  }
  await using server = await serve((response) => writeEventStream(response, endless(), stop.signal));
  const text = await (await fetch(server.url)).text();
  expect(text).toContain("id: 3\n");
  expect(text).not.toContain("id: 4\n");
  expect(hasEnded).toBe(true);
});

test("takes no more messages than a reader that does not read has room for", async () => {
  const gone = new AbortController();
  let taken = 0;
  async function* counted(): AsyncGenerator<StreamMessage> {
    for await (const message of messages(1_000_000, "x".repeat(10_000))) {
      taken += 1;
      yield message;
    }
  }
  await using server = await serve((response) => {
    response.once("close", () => gone.abort());
    return writeEventStream(response, counted(), gone.signal);
  });
  const response = await fetch(server.url);
  // It has stopped taking when it takes no more over many turns of the event loop.
  let before = -1;
  while (before !== taken) {
    before = taken;
    for (let turn = 0; turn < 200; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  }
  expect(taken).toBeLessThan(10_000);
  await response.body?.cancel();
  await expect.poll(() => gone.signal.aborted).toBe(true);
});
