import { createHmac } from "node:crypto";
import { connect } from "node:net";
import { describe, expect, onTestFinished, test } from "vitest";
import { send, type Sending } from "../adapters/send.ts";
import { listening } from "./listening.ts";
import { verifyHook } from "./verify-hook.ts";

const SECRET = "a secret";
const BODY = '{"id":"evt-1"}';
/** Years ago: the sample checks no time. */
const TIMESTAMP = "2020-07-15T12:47:34.730Z";
const SIGNATURE = createHmac("sha256", SECRET).update(`${TIMESTAMP}${BODY}`).digest("hex");

const JSON_TYPE = { "content-type": "application/json" };
const signed = {
  ...JSON_TYPE,
  "x-nabla-webhook-timestamp": TIMESTAMP,
  "x-nabla-webhook-signature": SIGNATURE,
};
const forged = { ...signed, "x-nabla-webhook-signature": "0".repeat(SIGNATURE.length) };

const lowerCase = {
  timestampHeader: "x-nabla-webhook-timestamp",
  signatureHeader: "x-nabla-webhook-signature",
};
const capitals = {
  timestampHeader: "X-Nabla-Webhook-Timestamp",
  signatureHeader: "X-Nabla-Webhook-Signature",
};

/** What the sender reads, and whether the handler ran. */
interface Outcome {
  readonly status: number;
  readonly isHandled: boolean;
}

describe.each(["express4", "express"])("verifying in the hook of a body parser, on %s", (framework) => {
  test("Node gives header names in lower case, so one in capitals finds nothing", async () => {
    const outcome = { status: 500, isHandled: false };
    expect(await outcomeOf(capitals, { headers: signed, body: BODY })).toEqual(outcome);
    expect(await outcomeOf(capitals, { headers: forged, body: BODY })).toEqual(outcome);
  });

  test("a verify hook that answers without throwing does not stop the handler", async () => {
    expect(await outcomeOf(lowerCase, { headers: signed, body: BODY })).toEqual({
      status: 200,
      isHandled: true,
    });
    expect(await outcomeOf(lowerCase, { headers: forged, body: BODY })).toEqual({
      status: 401,
      isHandled: true,
    });
  });

  test("a verify hook is not called for another content type or without a length", async () => {
    const handled = { status: 200, isHandled: true };
    const text = { headers: { "content-type": "text/plain" }, body: BODY };
    expect(await outcomeOf(lowerCase, text)).toEqual(handled);
    expect(await outcomeOf(lowerCase, "nothing")).toEqual(handled);
  });

  test("a missing signature header is an exception, not a refusal", async () => {
    expect(await outcomeOf(lowerCase, { headers: JSON_TYPE, body: BODY })).toEqual({
      status: 500,
      isHandled: false,
    });
  });

  async function outcomeOf(names: typeof lowerCase, sending: Sending | "nothing"): Promise<Outcome> {
    let isHandled = false;
    const setup = { secret: SECRET, ...names, onHandled: () => void (isHandled = true) };
    const server = await listening(verifyHook(framework, setup));
    onTestFinished(() => server.close());
    const status =
      sending === "nothing" ? await postNothing(server.url) : (await send(server.url, sending)).status;
    return { status, isHandled };
  }
});

/** Posts a request that has no body and states no length, which Node's client cannot, and gives the answer's status. */
function postNothing(url: string): Promise<number> {
  const { hostname, port, pathname } = new URL(url);
  const lines = [`POST ${pathname} HTTP/1.1`, `Host: ${hostname}`, "Content-Type: application/json"];
  const socket = connect(Number(port), hostname);
  socket.end([...lines, "Connection: close", "", ""].join("\r\n"));
  return new Promise((resolve, reject) => {
    let answer = "";
    socket.on("data", (part) => (answer += String(part)));
    socket.on("end", () => resolve(Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1])));
    socket.on("error", reject);
  });
}
