export type { NodeRequest, NodeResponse } from "../node-request.ts";
export type { WebRequest } from "../read-web-body.ts";
export type { NodeHandler } from "../receive-on-node.ts";
export type { RefusalCode } from "../refusal-code.ts";
export type { Webhook } from "../webhook.ts";
export type { WebhookOptions } from "../webhook-options.ts";
export { nextPagesWebhook } from "./next-pages-webhook.ts";
export { type NextHandler, nextWebhook } from "./next-webhook.ts";
