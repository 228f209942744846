export type { NodeRequest } from "../node-request.ts";
export type { RefusalCode } from "../refusal-code.ts";
export type { Webhook } from "../webhook.ts";
export type { WebhookOptions } from "../webhook-options.ts";
export { type KoaContext, type KoaHandler, koaWebhook } from "./koa-webhook.ts";
