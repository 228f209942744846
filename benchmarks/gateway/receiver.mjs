// Takes deliveries and answers 204 with the least work: it reads how long each body is and nothing else. `POST /slow/…` is
// never answered.
import { createServer } from "node:net";

const ANSWER = "HTTP/1.1 204 No Content\r\n\r\n";
const END_OF_HEAD = Buffer.from("\r\n\r\n");
const CONTENT_LENGTH = /content-length: ?([0-9]+)/i;
const CREATED_AT = /"sentAt":([0-9]+)/;

let count = 0;
let firstAt = 0;
let lastAt = 0;
let latencies = [];

function note(text) {
  count += 1;
  lastAt = performance.now();
  if (count === 1) firstAt = lastAt;
  const sentAt = CREATED_AT.exec(text)?.[1];
  if (sentAt !== undefined) latencies.push(Date.now() - Number(sentAt));
}

const server = createServer((socket) => {
  let rest = Buffer.alloc(0);
  socket.on("error", () => {});
  socket.on("data", (chunk) => {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    for (;;) {
      const end = rest.indexOf(END_OF_HEAD);
      if (end === -1) return;
      const head = rest.toString("latin1", 0, end);
      const length = Number(CONTENT_LENGTH.exec(head)?.[1] ?? 0);
      const total = end + END_OF_HEAD.length + length;
      if (rest.length < total) return;
      if (head.startsWith("POST /slow")) {
        rest = rest.subarray(total);
        continue;
      }
      note(rest.toString("latin1", end, Math.min(total, end + 200)));
      rest = rest.subarray(total);
      socket.write(ANSWER);
    }
  });
});
process.on("message", ({ reset }) => {
  latencies.sort((a, b) => a - b);
  const p99 = latencies[Math.floor(latencies.length * 0.99)] ?? 0;
  process.send({ count, ms: lastAt - firstAt, p99 });
  if (reset) {
    count = 0;
    latencies = [];
  }
});
server.listen(0, "127.0.0.1", () => process.send({ port: server.address().port }));
