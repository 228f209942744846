import { lambdaWebhook } from "../../../src/adapters/lambda/index.ts";
import { serve } from "./listen.mjs";

/**
 * A server that does what a function URL does: the whole body in base64, headers joined.
 *
 * @param {import("../framework.ts").Setup} setup
 */
export function start({ options, handler, isBodyTaken, onFrameworkError }) {
  const receive = lambdaWebhook(options, (webhook) =>
    handler(webhook, (status, text) => ({ statusCode: status, body: text })),
  );
  return serve(async (request, response) => {
    const event = await eventOf(request).catch(() => undefined);
    if (event === undefined) return;
    if (isBodyTaken) event.body = JSON.parse(Buffer.from(event.body, "base64").toString());
    const result = await receive(event, {}).catch((error) => {
      onFrameworkError(error);
      return { statusCode: 500, body: "the framework's answer" };
    });
    response.writeHead(result.statusCode, result.headers);
    response.end(result.body);
  });
}

async function eventOf(request) {
  const parts = [];
  for await (const part of request) parts.push(part);
  const headers = Object.entries(request.headersDistinct).map(([name, values]) => [name, values.join(",")]);
  return {
    version: "2.0",
    headers: Object.fromEntries(headers),
    requestContext: { http: { method: request.method } },
    body: Buffer.concat(parts).toString("base64"),
    isBase64Encoded: true,
  };
}
