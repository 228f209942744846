// What receive rates are compared with: `node:http` that reads the body and answers, and the same with the least check of
// a signature that one could write by hand.
import { createHmac, timingSafeEqual } from "node:crypto";
import { createServer } from "node:http";
import { childOptions } from "./children.mjs";

const { secret, isChecking } = childOptions();
const ANSWER = '{"id":"evt_0000000000000000","duplicate":false}';

function isRight(request, body) {
  const time = request.headers["x-nabla-webhook-timestamp"];
  const expected = createHmac("sha256", secret).update(time).update(body).digest();
  const given = Buffer.from(request.headers["x-nabla-webhook-signature"], "hex");
  return given.length === expected.length && timingSafeEqual(given, expected);
}

const server = createServer((request, response) => {
  const chunks = [];
  request.on("data", (chunk) => chunks.push(chunk));
  request.on("end", () => {
    const isAccepted = !isChecking || isRight(request, Buffer.concat(chunks));
    response.writeHead(isAccepted ? 200 : 401, {
      "content-type": "application/json",
      "content-length": ANSWER.length,
    });
    response.end(ANSWER);
  });
});
server.listen(0, "127.0.0.1", () => process.send({ port: server.address().port }));
