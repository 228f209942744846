import { nodeWebhook } from "../../../src/adapters/node/index.ts";
import { serve } from "./listen.mjs";

/** @param {import("../framework.ts").Setup} setup */
export function start({ options, handler, isBodyTaken }) {
  const receive = nodeWebhook(options, (webhook, _request, response) =>
    handler(webhook, (status, text) => {
      response.statusCode = status;
      response.end(text);
    }),
  );
  return serve(async (request, response) => {
    if (isBodyTaken) for await (const _part of request);
    receive(request, response);
  });
}
