export type { WebRequest } from "../read-web-body.ts";
export type { RefusalCode } from "../refusal-code.ts";
export type { Webhook } from "../webhook.ts";
export type { WebhookOptions } from "../webhook-options.ts";
export { type HonoContext, type HonoHandler, honoWebhook } from "./hono-webhook.ts";
