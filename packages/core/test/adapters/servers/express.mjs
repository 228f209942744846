import { createServer } from "node:http";
import { expressWebhook } from "../../../src/adapters/express/index.ts";
import { listen } from "./listen.mjs";

/**
 * @param {any} express Express 4 or 5.
 * @param {import("../suite.ts").Setup} setup
 */
export function startExpress(express, { options, handler, isBodyTaken }) {
  const app = express();
  // Express prints a handler's error unless it thinks that it is being tested.
  app.set("env", "test");
  if (isBodyTaken) app.use(express.json({ type: () => true }));
  const receive = expressWebhook(options, (webhook, _request, response) =>
    handler(webhook, (status, text) => response.status(status).send(text)),
  );
  app.all("/webhooks", receive);
  app.all("/webhooks/raw", express.raw({ type: () => true, limit: "9mb" }), receive);
  return listen(createServer(app));
}
