// Sends signed requests on some connections as fast as they are answered: raw sockets and requests made beforehand, so that
// the load takes as little of the machine as it can. A request goes out when the one before it was answered.
import { once } from "node:events";
import { connect } from "node:net";
import { createSigner } from "../../packages/core/dist/index.js";
import { nabla } from "../../packages/core/dist/schemes/nabla.js";
import { childOptions } from "./children.mjs";

const { port, path, secret, bodyBytes, connections } = childOptions();
const signer = createSigner(nabla, { keys: [{ secret }] });
const END_OF_HEAD = "\r\n\r\n";
const CONTENT_LENGTH = /content-length: ([0-9]+)/i;

let made = 0;
function makeRequest() {
  made += 1;
  const id = `${process.pid}-${Date.now()}-${made}`;
  const start = `{"sentAt":${Date.now()},"id":"${id}","type":"note.created","text":"`;
  const body = Buffer.from(`${start}${"x".repeat(bodyBytes - start.length - 2)}"}`);
  const headers = signer.sign({ body });
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  const head = `POST ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\n${lines.join("")}content-length: ${body.length}\r\n\r\n`;
  return Buffer.concat([Buffer.from(head), body]);
}

/** One connection, kept open; gives a function that sends a request and resolves with the status of its answer. */
async function open() {
  const socket = connect(port, "127.0.0.1");
  socket.setNoDelay(true);
  await once(socket, "connect");
  let received = "";
  let answered;
  let failed;
  socket.on("error", (error) => failed?.(error));
  socket.on("close", () => failed?.(new Error("the connection was closed before the answer")));
  socket.on("data", (chunk) => {
    received += chunk.toString("latin1");
    const end = received.indexOf(END_OF_HEAD);
    if (end === -1) return;
    const length = Number(CONTENT_LENGTH.exec(received)?.[1] ?? 0);
    if (received.length < end + END_OF_HEAD.length + length) return;
    const status = received.slice(9, 12);
    received = "";
    answered(status);
  });
  return {
    send: (request) =>
      new Promise((resolve, reject) => {
        answered = resolve;
        failed = reject;
        socket.write(request);
      }),
    close: () => socket.end(),
  };
}

/** Sends one request after the other; `next` gives what to send, or undefined at the end. */
async function run(next, note) {
  const connection = await open();
  for (let request = await next(); request !== undefined; request = await next()) {
    const sentAt = performance.now();
    note(await connection.send(request), performance.now() - sentAt);
  }
  connection.close();
}

async function burst({ seconds, requests = 0, ratePerSecond, isAnnounced = false }) {
  const pool = Array.from({ length: requests }, makeRequest);
  // Making them takes a while: whoever looks at the server meanwhile wants to know when they begin to arrive.
  if (isAnnounced) process.send({ isBeginning: true });
  const latencies = [];
  const statuses = {};
  const startedAt = performance.now();
  const endsAt = startedAt + seconds * 1000;
  let sent = 0;
  const next = () => {
    const now = performance.now();
    if (now > endsAt || sent === pool.length) return undefined;
    sent += 1;
    return pool[sent - 1];
  };
  const note = (status, latencyMs) => {
    statuses[status] = (statuses[status] ?? 0) + 1;
    latencies.push(latencyMs);
  };
  const isPaced = ratePerSecond !== undefined;
  if (isPaced) await paced({ ratePerSecond, seconds }, note);
  else await Promise.all(Array.from({ length: connections }, () => run(next, note)));
  const elapsedMs = performance.now() - startedAt;
  latencies.sort((a, b) => a - b);
  const at = (share) => latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? 0;
  return { perSecond: (latencies.length / elapsedMs) * 1000, p50: at(0.5), p99: at(0.99), statuses };
}

let isEnding = false;

/** A steady rate, for load beside something else, until it is told to end. Requests are made when they are sent and tell when that was. */
async function paced({ ratePerSecond, seconds }, note) {
  const gapMs = (connections * 1000) / ratePerSecond;
  isEnding = false;
  const endsAt = performance.now() + seconds * 1000;
  const sendPaced = async () => {
    let dueAt = performance.now();
    await run(async () => {
      dueAt += gapMs;
      if (dueAt > endsAt || isEnding) return undefined;
      const waitMs = dueAt - performance.now();
      if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
      return makeRequest();
    }, note);
  };
  await Promise.all(Array.from({ length: connections }, sendPaced));
}

process.on("message", (order) => {
  if (order.isEnd) isEnding = true;
  else void burst(order).then((result) => process.send(result));
});
process.send({ ready: true });
