import { fastify } from "fastify";
import { fastifyWebhook } from "../../../src/adapters/fastify/index.ts";

/** @param {import("../framework.ts").Setup} setup */
export async function start({ options, handler, isBodyTaken, onFrameworkError }) {
  const app = fastify({ forceCloseConnections: true });
  if (isBodyTaken) {
    app.addHook("preParsing", async (_request, _reply, payload) => {
      for await (const _part of payload);
      return payload;
    });
  }
  app.setErrorHandler((error, _request, reply) => {
    onFrameworkError(error);
    return reply.code(500).send("the framework's answer");
  });
  // The application's own parsers and routes stay as they are.
  app.post("/other", (request) => ({ echo: request.body }));
  app.register(
    fastifyWebhook({ path: "/webhooks", ...options }, (webhook, _request, reply) =>
      handler(webhook, (status, text) => reply.code(status).send(text)),
    ),
  );
  const address = await app.listen({ host: "127.0.0.1", port: 0 });
  return { url: `${address}/webhooks`, close: () => app.close() };
}
