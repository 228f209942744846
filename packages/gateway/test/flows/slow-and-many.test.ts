import { connect } from "node:net";
import type { Socket } from "node:net";
import { once } from "node:events";
import { describe, expect, test } from "vitest";
import { nablaEvent, northside, post, postNabla, signNabla } from "./support/senders.ts";
import { startTestGateway } from "./support/test-gateway.ts";

interface RawConnection {
  readonly socket: Socket;
  /** Everything that was answered until the other side closed. */
  readonly answered: Promise<string>;
}

async function open(url: string): Promise<RawConnection> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  const chunks: Buffer[] = [];
  socket.on("data", (chunk: Buffer) => chunks.push(chunk));
  socket.on("error", () => {});
  await once(socket, "connect");
  const closed = new Promise<void>((resolve) => socket.on("close", () => resolve()));
  return { socket, answered: closed.then(() => Buffer.concat(chunks).toString("latin1")) };
}

describe("slow clients", () => {
  const flags = { headersTimeoutMs: "200", requestTimeoutMs: "400" };

  test("headers that do not come to an end are cut with 408", async () => {
    await using running = await startTestGateway({ configuration: northside, flags });
    const { socket, answered } = await open(running.url);
    socket.write("POST /in/northside/nabla HTTP/1.1\r\nhost: a\r\n");
    expect(await answered).toMatch(/^HTTP\/1\.1 408 [^]*\{"error":"request_timeout"\}$/);
    expect(await running.metric('countersign_client_errors_total{code="request_timeout"}')).toBe(1);
  });

  test("a body that does not come to an end is cut with 408 and gives its memory back", async () => {
    await using running = await startTestGateway({ configuration: northside, flags });
    const { socket, answered } = await open(running.url);
    socket.write("POST /in/northside/nabla HTTP/1.1\r\nhost: a\r\ncontent-length: 100\r\n\r\nabc");
    expect(await answered).toMatch(/^HTTP\/1\.1 408 /);
    expect(await running.metric("countersign_body_bytes_in_flight")).toBe(0);
  });

  test("a client that goes away in the middle of its body leaves nothing behind", async () => {
    await using running = await startTestGateway({ configuration: northside });
    const { socket, answered } = await open(running.url);
    socket.write("POST /in/northside/nabla HTTP/1.1\r\nhost: a\r\ncontent-length: 100\r\n\r\nabc");
    await expect.poll(() => running.metric("countersign_body_bytes_in_flight")).toBe(3);
    socket.destroy();
    await answered;
    await expect.poll(() => running.metric("countersign_body_bytes_in_flight")).toBe(0);
  });
});

test("an event whose sender went away before the answer stays stored", async () => {
  await using running = await startTestGateway({ configuration: northside });
  const body = nablaEvent("gone-1");
  const headers = Object.entries({
    host: "a",
    "content-length": String(body.length),
    ...signNabla({ body }),
  });
  const { socket, answered } = await open(running.url);
  const head = headers.map(([name, value]) => `${name}: ${value}\r\n`).join("");
  socket.end(`POST /in/northside/nabla HTTP/1.1\r\n${head}\r\n${body}`);
  socket.destroySoon();
  await answered;
  const accepted = 'countersign_received_total{organization="northside",source="nabla",result="accepted"}';
  await expect.poll(() => running.metric(accepted)).toBe(1);
  expect(JSON.parse((await postNabla(`${running.url}/in/northside/nabla`, "gone-1")).body)).toMatchObject({
    duplicate: true,
  });
});

test("more bodies in memory than allowed are answered 503 with Retry-After, and it recovers", async () => {
  await using running = await startTestGateway({
    configuration: northside,
    flags: { maxBodyBytesInFlight: "2000" },
  });
  const url = `${running.url}/in/northside/nabla`;
  const holding = await open(running.url);
  holding.socket.write(
    `POST /in/northside/nabla HTTP/1.1\r\nhost: a\r\ncontent-length: 1900\r\n\r\n${"x".repeat(1800)}`,
  );
  await expect.poll(() => running.metric("countersign_body_bytes_in_flight")).toBe(1800);
  const body = `{"id":"big","pad":"${"x".repeat(300)}"}`;
  const refused = await post(url, body, signNabla({ body }));
  expect([refused.status, refused.body]).toEqual([503, '{"error":"unavailable"}']);
  expect(Number(refused.headers["retry-after"])).toBeGreaterThan(0);
  holding.socket.destroy();
  await holding.answered;
  await expect.poll(async () => (await post(url, body, signNabla({ body }))).status).toBe(200);
});

test("connections over the limit are closed, the others work", async () => {
  await using running = await startTestGateway({ configuration: northside, flags: { maxConnections: "2" } });
  const first = await open(running.url);
  const second = await open(running.url);
  const third = await open(running.url);
  expect(await third.answered).toBe("");
  first.socket.destroy();
  second.socket.destroy();
  await Promise.all([first.answered, second.answered]);
  await expect
    .poll(async () =>
      postNabla(`${running.url}/in/northside/nabla`, "after").then(
        ({ status }) => status,
        () => 0,
      ),
    )
    .toBe(200);
});

test("concurrent requests share transactions", async () => {
  await using running = await startTestGateway({ configuration: northside });
  const url = `${running.url}/in/northside/nabla`;
  const events = 200;
  const answers = await Promise.all(
    Array.from({ length: events }, (_, index) => postNabla(url, `group-${index}`)),
  );
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  expect(new Set(answers.map(({ body }) => body)).size).toBe(events);
  const commits = await running.metric("countersign_store_commits_total");
  expect(commits).toBeGreaterThan(0);
  expect(commits).toBeLessThan(events);
});
