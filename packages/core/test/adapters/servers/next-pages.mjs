import { nextPagesWebhook } from "../../../src/adapters/next/index.ts";
import { serve } from "./listen.mjs";

/** @param {import("../framework.ts").Setup} setup */
export function start({ options, handler, isBodyTaken, onFrameworkError }) {
  const receive = nextPagesWebhook(options, (webhook, _request, response) =>
    handler(webhook, (status, text) => {
      response.statusCode = status;
      response.end(text);
    }),
  );
  return serve(async (request, response) => {
    if (isBodyTaken) request.body = await parsedBody(request);
    await receive(request, response).catch((error) => {
      onFrameworkError(error);
      response.statusCode = 500;
      response.end("the framework's answer");
    });
  });
}

/** As Next's own parser leaves it: an object, and a request that has been read. */
async function parsedBody(request) {
  const parts = [];
  for await (const part of request) parts.push(part);
  return JSON.parse(Buffer.concat(parts).toString());
}
