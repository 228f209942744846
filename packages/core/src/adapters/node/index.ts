export type { NodeRequest, NodeResponse } from "../node-request.ts";
export type { NodeHandler } from "../receive-on-node.ts";
export type { RefusalCode } from "../refusal-code.ts";
export type { Webhook } from "../webhook.ts";
export type { WebhookOptions } from "../webhook-options.ts";
export { nodeWebhook, type NodeWebhookOptions } from "./node-webhook.ts";
