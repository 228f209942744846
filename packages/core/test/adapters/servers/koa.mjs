import { createServer } from "node:http";
import Koa from "koa";
import { koaWebhook } from "../../../src/adapters/koa/index.ts";
import { listen } from "./listen.mjs";

/** @param {import("../framework.ts").Setup} setup */
export function start({ options, handler, isBodyTaken, onFrameworkError }) {
  const app = new Koa();
  // Koa prints when a sender goes away.
  app.silent = true;
  app.use(async (context, next) => {
    if (isBodyTaken) for await (const _part of context.req);
    try {
      await next();
    } catch (error) {
      onFrameworkError(error);
      context.status = 500;
      context.body = "the framework's answer";
    }
  });
  app.use(
    koaWebhook(options, (webhook, context) =>
      handler(webhook, (status, text) => {
        context.status = status;
        context.body = text;
      }),
    ),
  );
  return listen(createServer(app.callback()));
}
