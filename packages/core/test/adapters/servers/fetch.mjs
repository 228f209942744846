import { fetchWebhook } from "../../../src/adapters/fetch/index.ts";
import { startWeb } from "./web.mjs";

/** @param {import("../framework.ts").Setup} setup */
export function start({ options, handler, isBodyTaken, onFrameworkError }) {
  const receive = fetchWebhook(options, (webhook) =>
    handler(webhook, (status, text) => new Response(text, { status })),
  );
  return startWeb(async (request) => {
    if (isBodyTaken) await request.text();
    return receive(request);
  }, onFrameworkError);
}
