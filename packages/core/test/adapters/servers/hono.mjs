import { createAdaptorServer } from "@hono/node-server";
import { Hono } from "hono";
import { honoWebhook } from "../../../src/adapters/hono/index.ts";
import { listen } from "./listen.mjs";

/** @param {import("../framework.ts").Setup} setup */
export function start({ options, handler, isBodyTaken, onFrameworkError }) {
  const app = new Hono();
  app.onError((error, c) => {
    onFrameworkError(error);
    return c.text("the framework's answer", 500);
  });
  app.use(async (c, next) => {
    if (isBodyTaken) await c.req.text();
    await next();
  });
  app.all(
    "/webhooks",
    honoWebhook(options, (webhook, c) => handler(webhook, (status, text) => c.text(text, status))),
  );
  return listen(createAdaptorServer({ fetch: app.fetch }));
}
