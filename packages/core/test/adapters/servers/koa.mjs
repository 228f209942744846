import { createServer } from "node:http";
import Koa from "koa";
import { koaWebhook } from "../../../src/adapters/koa/index.ts";
import { listen } from "./listen.mjs";

/** @param {import("../suite.ts").Setup} setup */
export function start({ options, handler, isBodyTaken }) {
  const app = new Koa();
  app.silent = true;
  app.use(async (context, next) => {
    if (isBodyTaken) for await (const _part of context.req);
    await next();
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
