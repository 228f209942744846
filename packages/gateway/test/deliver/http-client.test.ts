import { createServer } from "node:http";
import type { Socket } from "node:net";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { isAnyAddress } from "../../src/deliver/address-guard.ts";
import { HttpClient } from "../../src/deliver/http-client.ts";
import type { HttpClientOptions, HttpRequest } from "../../src/deliver/http-client.ts";
import type { HttpAnswer } from "../../src/deliver/response-reader.ts";
import {
  MAX_INFORMATIONAL_ANSWERS,
  MAX_RESPONSE_BYTES_KEPT,
  MAX_RESPONSE_BYTES_READ,
} from "../../src/deliver/response-reader.ts";
import { answerWith, listen, openRawReceiver } from "./support/raw-receiver.ts";

/** Short for tests that wait for it to pass. */
const SHORT_TIMEOUT_MS = 250;
const OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

function openClient(url: string, changes: Partial<HttpClientOptions> = {}): HttpClient {
  return new HttpClient({
    origin: url,
    concurrency: 2,
    attemptTimeoutMs: 20_000,
    connectTimeoutMs: 10_000,
    isAllowedAddress: isAnyAddress,
    resolveHost: () => Promise.reject(new Error("no name is looked up here")),
    ...changes,
  });
}

function post(client: HttpClient, changes: Partial<HttpRequest> = {}): Promise<HttpAnswer> {
  return client.send({ path: "/hook", headers: ["x-test", "1"], body: Buffer.from("{}"), ...changes });
}

/** What one request to a receiver that behaves so ends in. */
async function answerOf(
  onConnection: (socket: Socket) => void,
  changes: Partial<HttpClientOptions> = {},
): Promise<HttpAnswer> {
  await using receiver = await openRawReceiver(onConnection);
  const client = openClient(receiver.url, changes);
  try {
    return await post(client);
  } finally {
    await client.destroy();
  }
}

const failed = (result: string): object => expect.objectContaining({ isComplete: false, result });
const answered = (status: number): object => expect.objectContaining({ isComplete: true, status });

const silent = (): void => {};

function dripHead(socket: Socket): void {
  socket.write("HTTP/1.1 200 OK\r\nx-drip: ");
  const timer = setInterval(() => socket.write("a"), 10);
  socket.on("close", () => clearInterval(timer));
}

function dripBody(socket: Socket): void {
  socket.once("data", () => {
    socket.write("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n");
    const timer = setInterval(() => socket.write("a"), 10);
    socket.on("close", () => clearInterval(timer));
  });
}

function dripInformational(socket: Socket): void {
  const timer = setInterval(() => socket.write("HTTP/1.1 102 Processing\r\n\r\n"), 50);
  socket.on("close", () => clearInterval(timer));
}

function resetInBody(socket: Socket): void {
  const head = "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nok";
  socket.once("data", () => socket.write(head, () => socket.resetAndDestroy()));
}

describe("an orderly receiver", () => {
  test("gets exactly the bytes of the body, its length and the given headers", async () => {
    await using receiver = await openRawReceiver(answerWith(OK));
    await using client = openClient(receiver.url);
    const body = Buffer.from([0x00, 0xff, 0x0a, 0x7b, 0xef, 0xbb, 0xbf]);
    expect(await post(client, { path: "/a?b=%C3%A9", body, headers: ["X-One", "1", "x-two", "é"] })).toEqual(
      answered(200),
    );
    const [head, sent] = receiver.received().split("\r\n\r\n");
    expect(head).toMatch(
      /^POST \/a\?b=%C3%A9 HTTP\/1\.1\r\nhost: 127\.0\.0\.1:\d+\r\nconnection: keep-alive\r\n/,
    );
    expect(head).toContain("X-One: 1\r\nx-two: é\r\ncontent-length: 7");
    expect(Buffer.from(sent ?? "", "latin1")).toEqual(body);
  });

  test("gets a view into a larger buffer as that view only", async () => {
    await using receiver = await openRawReceiver(answerWith(OK));
    await using client = openClient(receiver.url);
    await post(client, {
      body: new Uint8Array(Buffer.from("secret{}secret").buffer.slice(0)).subarray(0, 0),
    });
    await post(client, { body: Buffer.from("before{}after").subarray(6, 8) });
    expect(receiver.received()).toContain("content-length: 0\r\n\r\n");
    expect(receiver.received()).toMatch(/content-length: 2\r\n\r\n\{\}$/);
  });

  test("is sent one request after another over one kept-alive connection", async () => {
    await using receiver = await openRawReceiver(answerWith(OK));
    await using client = openClient(receiver.url, { concurrency: 1 });
    for (let count = 0; count < 5; count += 1) expect(await post(client)).toEqual(answered(200));
    expect(receiver.connections).toBe(1);
  });

  test("never sees more connections than the concurrency, nor two requests at once on one", async () => {
    let underWay = 0;
    let most = 0;
    const server = createServer((_request, response) => {
      underWay += 1;
      most = Math.max(most, underWay);
      setImmediate(() => {
        underWay -= 1;
        response.end();
      });
    });
    const port = await listen(server);
    const client = openClient(`http://127.0.0.1:${port}`, { concurrency: 3 });
    await Promise.all(Array.from({ length: 30 }, () => post(client)));
    expect(most).toBeLessThanOrEqual(3);
    await client.close();
    await new Promise((resolve) => server.close(resolve));
  });

  test("tells once when the whole request was handed over", async () => {
    let sent = 0;
    await using receiver = await openRawReceiver(answerWith(OK));
    await using client = openClient(receiver.url);
    await post(client, { onSent: () => (sent += 1) });
    expect(sent).toBe(1);
  });

  test("may ask to be tried later", async () => {
    const answer = await answerOf(
      answerWith("HTTP/1.1 503 Busy\r\nRetry-After: 120\r\nContent-Length: 0\r\n\r\n"),
    );
    expect(answer).toMatchObject({ isComplete: true, status: 503, retryAfter: "120" });
  });

  test("that asks twice to be tried later, differently, is not believed", async () => {
    const head = "HTTP/1.1 503 Busy\r\nRetry-After: 1\r\nretry-after: 2\r\nContent-Length: 0\r\n\r\n";
    expect(await answerOf(answerWith(head))).toMatchObject({ status: 503, retryAfter: undefined });
  });
});

describe("a hostile or broken receiver", () => {
  test("that never answers is given up at the deadline", async () => {
    expect(await answerOf(silent, { attemptTimeoutMs: SHORT_TIMEOUT_MS })).toEqual(failed("timeout_attempt"));
  });

  test("that drips its head byte by byte is given up at the deadline", async () => {
    expect(await answerOf(dripHead, { attemptTimeoutMs: SHORT_TIMEOUT_MS })).toEqual(
      failed("timeout_attempt"),
    );
  });

  test("that drips its body byte by byte is given up at the deadline, its status and first bytes kept", async () => {
    const answer = await answerOf(dripBody, { attemptTimeoutMs: SHORT_TIMEOUT_MS });
    expect(answer).toMatchObject({ isComplete: false, result: "timeout_attempt", status: 200 });
    expect(Buffer.from(answer.excerpt).toString()).toMatch(/^a+$/);
  });

  test.each([
    ["of known length", "Content-Length: 100000000"],
    ["in chunks", "Transfer-Encoding: chunked"],
    ["that ends with the connection", "Connection: close"],
  ])(
    "with an endless body %s is judged by its status after 64 KiB, 4 KiB kept, the connection closed",
    async (_name, header) => {
      let sentBytes = 0;
      let wasClosed: () => void = silent;
      const closed = new Promise<void>((resolve) => (wasClosed = resolve));
      const flood = (socket: Socket): void => {
        const chunk = Buffer.from(
          header.includes("chunked") ? `4000\r\n${"x".repeat(0x4000)}\r\n` : "x".repeat(0x4000),
        );
        const write = (): void => {
          while (!socket.destroyed && socket.write(chunk)) sentBytes += chunk.length;
        };
        socket.once("data", () => {
          socket.write(`HTTP/1.1 200 OK\r\n${header}\r\n\r\n`);
          socket.on("drain", write);
          write();
        });
        socket.on("close", () => wasClosed());
      };
      await using receiver = await openRawReceiver(flood);
      await using client = openClient(receiver.url);
      const answer = await post(client);
      await closed;
      expect(answer).toEqual(answered(200));
      expect(answer.excerpt.length).toBe(MAX_RESPONSE_BYTES_KEPT);
      expect(sentBytes).toBeGreaterThan(MAX_RESPONSE_BYTES_READ);
    },
  );

  test("with a body of exactly 64 KiB keeps its connection", async () => {
    const head = `HTTP/1.1 200 OK\r\nContent-Length: ${MAX_RESPONSE_BYTES_READ}\r\n\r\n`;
    await using receiver = await openRawReceiver(answerWith(head + "x".repeat(MAX_RESPONSE_BYTES_READ)));
    await using client = openClient(receiver.url, { concurrency: 1 });
    await post(client);
    await post(client);
    expect(receiver.connections).toBe(1);
  });

  test.each([
    ["a head larger than 16 KiB", `HTTP/1.1 200 OK\r\nx-large: ${"a".repeat(17 * 1024)}\r\n\r\n`],
    ["ten thousand headers", `HTTP/1.1 200 OK\r\n${"x-a: b\r\n".repeat(10_000)}\r\n`],
    ["something that is not HTTP", "SSH-2.0-OpenSSH_9.2p1\r\n"],
    ["bytes of noise", Buffer.from(Array.from({ length: 512 }, (_, index) => (index * 197) % 256))],
    ["HTTP/0.9", "<html>hello</html>"],
    ["a status that is no number", "HTTP/1.1 2x0 OK\r\n\r\n"],
    ["two different lengths", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nok"],
    [
      "a length and chunks",
      "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n",
    ],
    ["a negative length", "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n"],
    ["a broken chunk size", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nok\r\n"],
    ["a NUL in a header", "HTTP/1.1 200 OK\r\nx-a: \0\r\n\r\n"],
    [
      "a change of protocol",
      "HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: websocket\r\n\r\n",
    ],
    ["an unasked 100", "HTTP/1.1 100 Continue\r\n\r\n"],
    ["a flood of 1xx", "HTTP/1.1 103 Early Hints\r\n\r\n".repeat(MAX_INFORMATIONAL_ANSWERS + 1)],
  ])("that answers with %s is called malformed", async (_name, bytes) => {
    expect(await answerOf(answerWith(bytes))).toEqual(failed("response_malformed"));
  });

  test("may send a few 1xx before its answer", async () => {
    expect(
      await answerOf(answerWith(`HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 102 Processing\r\n\r\n${OK}`)),
    ).toEqual(answered(200));
  });

  test("that goes on with 1xx slowly is given up at the deadline", async () => {
    expect(await answerOf(dripInformational, { attemptTimeoutMs: SHORT_TIMEOUT_MS })).toEqual(
      failed("timeout_attempt"),
    );
  });

  test.each([
    ["before reading", (socket: Socket) => socket.resetAndDestroy()],
    ["after reading", (socket: Socket) => void socket.once("data", () => socket.resetAndDestroy())],
    [
      "in its head",
      (socket: Socket) =>
        void socket.once("data", () => socket.write("HTTP/1.1 200", () => socket.resetAndDestroy())),
    ],
  ])("that resets the connection %s is a reset connection", async (_name, onConnection) => {
    expect(await answerOf(onConnection)).toEqual(failed("connection_reset"));
  });

  test("that closes instead of answering is a reset connection", async () => {
    expect(await answerOf((socket) => void socket.once("data", () => socket.end()))).toEqual(
      failed("connection_reset"),
    );
  });

  test("that closes a kept-alive connection instead of answering fails that request only", async () => {
    let requests = 0;
    const onConnection = (socket: Socket): void => {
      socket.on("data", () => {
        requests += 1;
        if (requests === 2) socket.destroy();
        else socket.write(OK);
      });
    };
    await using receiver = await openRawReceiver(onConnection);
    await using client = openClient(receiver.url);
    expect(await post(client)).toEqual(answered(200));
    expect(await post(client)).toEqual(failed("connection_reset"));
    expect(await post(client)).toEqual(answered(200));
    expect(requests).toBe(3);
  });

  test.each([
    ["too few bytes for its length", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nok"],
    ["an unfinished chunk", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nok"],
  ])("that says 200, sends %s and closes has not answered completely", async (_name, bytes) => {
    const answer = await answerOf((socket) => void socket.once("data", () => socket.end(bytes)));
    expect(answer).toMatchObject({ isComplete: false, status: 200 });
  });

  test.each([
    ["a body after 204", "HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\nhello", 204],
    [
      "more bytes than its length",
      "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok and HTTP/1.1 200 OK\r\n\r\n",
      200,
    ],
    ["a second answer", OK + OK, 200],
  ])("that sends %s does not harm the next request", async (_name, bytes, status) => {
    await using receiver = await openRawReceiver(answerWith(bytes));
    await using client = openClient(receiver.url);
    expect(await post(client)).toEqual(answered(status));
    expect(await post(client)).toEqual(answered(status));
  });

  test("that answers compressed is kept as it came, not decompressed", async () => {
    const bomb = gzipSync(Buffer.alloc(1024 * 1024));
    const head = `HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: ${bomb.length}\r\n\r\n`;
    const answer = await answerOf(answerWith(Buffer.concat([Buffer.from(head), bomb])));
    expect(answer).toEqual(answered(200));
    expect(Buffer.from(answer.excerpt)).toEqual(bomb.subarray(0, MAX_RESPONSE_BYTES_KEPT));
  });

  test.each([301, 302, 303, 307, 308])("that redirects with %i is not followed", async (status) => {
    await using target = await openRawReceiver(answerWith(OK));
    const head = `HTTP/1.1 ${status} Elsewhere\r\nLocation: ${target.url}\r\nContent-Length: 0\r\n\r\n`;
    expect(await answerOf(answerWith(head))).toEqual(answered(status));
    expect(target.connections).toBe(0);
  });

  test("that resets the connection in its body has not answered completely", async () => {
    expect(await answerOf(resetInBody)).toMatchObject({ isComplete: false });
  });

  test.each(["HTTP/1.0 200 OK\r\n\r\nfine", "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nfine"])(
    "that ends its answer by closing the connection has answered: %j",
    async (bytes) => {
      const answer = await answerOf((socket) => void socket.once("data", () => socket.end(bytes)));
      expect(answer).toEqual(answered(200));
      expect(Buffer.from(answer.excerpt).toString()).toBe("fine");
    },
  );

  test("that does not read a large request is given up at the deadline", async () => {
    await using receiver = await openRawReceiver((socket) => socket.pause());
    const client = openClient(receiver.url, { attemptTimeoutMs: SHORT_TIMEOUT_MS });
    expect(await post(client, { body: Buffer.alloc(16 * 1024 * 1024) })).toEqual(failed("timeout_attempt"));
    await client.destroy();
  });

  test("that answers before it has read a large request has answered", async () => {
    const tooLarge = "HTTP/1.1 413 Too Large\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    await using receiver = await openRawReceiver((socket) => {
      socket.pause();
      socket.write(tooLarge);
    });
    const client = openClient(receiver.url);
    expect(await post(client, { body: Buffer.alloc(16 * 1024 * 1024) })).toEqual(answered(413));
    await client.destroy();
  });

  test("that refuses the connection is told apart", async () => {
    const receiver = await openRawReceiver(silent);
    await receiver[Symbol.asyncDispose]();
    await using client = openClient(receiver.url);
    expect(await post(client)).toEqual(failed("connection_refused"));
    expect(await post(client)).toEqual(failed("connection_refused"));
  });

  test("that hangs keeps nobody waiting once its client is destroyed", async () => {
    await using receiver = await openRawReceiver(silent);
    const client = openClient(receiver.url);
    const answers = [post(client), post(client), post(client)];
    await client.destroy();
    for (const answer of await Promise.all(answers)) expect(answer).toEqual(failed("interrupted"));
  });

  test("is sent nothing after the deadline, although a connection becomes free then", async () => {
    await using receiver = await openRawReceiver(silent);
    const client = openClient(receiver.url, { concurrency: 1, attemptTimeoutMs: SHORT_TIMEOUT_MS });
    const answers = await Promise.all([post(client), post(client, { path: "/late" })]);
    await client.close();
    for (const answer of answers) expect(answer).toEqual(failed("timeout_attempt"));
    expect(receiver.received()).not.toContain("/late");
  });
});
