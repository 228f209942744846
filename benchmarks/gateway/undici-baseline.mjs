// What delivery rates are compared with: the same requests by `undici.request()`, with nothing around it.
import { Pool } from "undici";
import { childOptions } from "./children.mjs";

const { port, concurrency, count, bodyBytes } = childOptions();
const body = Buffer.from(`{"text":"${"x".repeat(bodyBytes - 11)}"}`);
const headers = {
  "content-type": "application/json",
  "x-nabla-webhook-timestamp": new Date().toISOString(),
  "x-nabla-webhook-signature": "0".repeat(64),
};

const pool = new Pool(`http://127.0.0.1:${port}`, { connections: concurrency });
let sent = 0;
async function sendAll() {
  while (sent < count) {
    sent += 1;
    const answer = await pool.request({ method: "POST", path: "/hooks", headers, body });
    await answer.body.dump();
  }
}
process.on("message", () => {
  sent = 0;
  void Promise.all(Array.from({ length: concurrency }, sendAll)).then(() => process.send({ done: true }));
});
process.send({ ready: true });
