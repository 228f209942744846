import { createServer } from "node:http";
import { expressWebhook } from "../../../src/adapters/express/index.ts";
import { listen } from "./listen.mjs";

/**
 * @param {any} express Express 4 or 5.
 * @param {import("../framework.ts").Setup} setup
 */
export function startExpress(express, { options, handler, isBodyTaken, onFrameworkError }) {
  const app = express();
  if (isBodyTaken) app.use(express.json({ type: () => true }));
  const receive = expressWebhook(options, (webhook, _request, response) =>
    handler(webhook, (status, text) => response.status(status).send(text)),
  );
  app.all("/webhooks", receive);
  app.all("/webhooks/raw", express.raw({ type: () => true, limit: "9mb" }), receive);
  // Express knows an error handler by its four parameters.
  app.use((error, _request, response, _next) => {
    onFrameworkError(error);
    response.status(500).send("the framework's answer");
  });
  return listen(createServer(app));
}
