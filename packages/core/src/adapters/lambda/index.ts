export type { RefusalCode } from "../refusal-code.ts";
export type { Webhook } from "../webhook.ts";
export type { WebhookOptions } from "../webhook-options.ts";
export type { LambdaEvent, LambdaResult } from "./lambda-event.ts";
export { type LambdaHandler, lambdaWebhook } from "./lambda-webhook.ts";
