import { once } from "node:events";
import { createServer } from "node:http";
import type { RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, it } from "vitest";
import { postBytes } from "../../src/play/post-bytes.ts";
import type { SignedRequest } from "../../src/play/signed-request.ts";

const MORE_THAN_IS_READ = 64 * 1024 + 1;
const closings: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closings.splice(0)) await close();
});

async function requestTo(listener: RequestListener): Promise<SignedRequest> {
  const server = createServer(listener).listen(0, "127.0.0.1");
  await once(server, "listening");
  closings.push(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, "close");
  });
  const { port } = server.address() as AddressInfo;
  const body = Buffer.from('{"text":"37.50 °C"}\n');
  return { method: "POST", url: `http://127.0.0.1:${port}/in?a=1`, headers: { "X-Signature": "abc" }, body };
}

it("posts the very bytes and headers, and gives the answer", async () => {
  const seen: unknown[] = [];
  const request = await requestTo((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
    incoming.on("end", () => {
      seen.push(incoming.method, incoming.url, incoming.rawHeaders, Buffer.concat(chunks));
      response.writeHead(403).end("no");
    });
  });

  const answer = await postBytes(request, new AbortController().signal);

  expect(answer).toMatchObject({ status: 403, body: "no" });
  expect(seen[0]).toBe("POST");
  expect(seen[1]).toBe("/in?a=1");
  expect(seen[2]).toEqual(expect.arrayContaining(["X-Signature", "abc", "Content-Length", "21"]));
  expect(seen[3]).toEqual(request.body);
});

it("ends with the signal's reason when nobody answers", async () => {
  const controller = new AbortController();
  const request = await requestTo(() => controller.abort());

  await expect(postBytes(request, controller.signal)).rejects.toMatchObject({ name: "AbortError" });
});

it("refuses an answer without end", async () => {
  const request = await requestTo((_incoming, response) => {
    response.end(Buffer.alloc(MORE_THAN_IS_READ));
  });

  await expect(postBytes(request, new AbortController().signal)).rejects.toThrow("longer than 64 KiB");
});

it("fails when nothing listens", async () => {
  // Port 1 is reserved (RFC 6335) and closed on any machine that runs tests.
  const request = { ...(await requestTo(() => {})), url: "http://127.0.0.1:1/" };

  await expect(postBytes(request, new AbortController().signal)).rejects.toMatchObject({
    code: "ECONNREFUSED",
  });
});
