// Sends signed requests on some connections as fast as they are answered: raw sockets and requests made beforehand, so that
// the load takes as little of the machine as it can. A request goes out when the one before it was answered.
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

/** One connection; `next` gives what to send, or undefined at the end. Resolves when its last answer is there. */
function run(next, note) {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1");
    socket.setNoDelay(true);
    let received = "";
    let sentAt = 0;
    const sendNext = () => {
      const request = next();
      if (request === undefined) return socket.end(resolve);
      sentAt = performance.now();
      socket.write(request);
    };
    socket.on("connect", sendNext);
    socket.on("error", reject);
    socket.on("data", (chunk) => {
      received += chunk.toString("latin1");
      const end = received.indexOf(END_OF_HEAD);
      if (end === -1) return;
      const length = Number(CONTENT_LENGTH.exec(received)?.[1] ?? 0);
      if (received.length < end + END_OF_HEAD.length + length) return;
      note(received.slice(9, 12), performance.now() - sentAt);
      received = "";
      sendNext();
    });
  });
}

async function burst({ seconds, requests = 0, ratePerSecond }) {
  const pool = Array.from({ length: requests }, makeRequest);
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

/** A steady rate, for load beside something else. Requests are made when they are sent and tell when that was. */
async function paced({ ratePerSecond, seconds }, note) {
  const gapMs = (connections * 1000) / ratePerSecond;
  const endsAt = performance.now() + seconds * 1000;
  const sendPaced = async () => {
    for (let dueAt = performance.now(); dueAt < endsAt; dueAt += gapMs) {
      const waitMs = dueAt - performance.now();
      if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
      let request = makeRequest();
      await run(() => {
        const next = request;
        request = undefined;
        return next;
      }, note);
    }
  };
  await Promise.all(Array.from({ length: connections }, sendPaced));
}

process.on("message", (order) => void burst(order).then((result) => process.send(result)));
process.send({ ready: true });
