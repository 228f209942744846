import { nextWebhook } from "../../../src/adapters/next/index.ts";
import { startWeb } from "./web.mjs";

/** @param {import("../framework.ts").Setup} setup */
export function start({ options, handler, isBodyTaken, onFrameworkError }) {
  const receive = nextWebhook(options, (webhook) =>
    handler(webhook, (status, text) => new Response(text, { status })),
  );
  return startWeb(async (request) => {
    if (isBodyTaken) await request.text();
    return receive(request, { params: Promise.resolve({}) });
  }, onFrameworkError);
}
