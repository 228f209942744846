export type { NodeRequest } from "../node-request.ts";
export type { RefusalCode } from "../refusal-code.ts";
export type { Webhook } from "../webhook.ts";
export type { WebhookOptions } from "../webhook-options.ts";
export {
  type FastifyHandler,
  type FastifyScope,
  fastifyWebhook,
  type FastifyWebhookOptions,
  type FastifyWebhookReply,
  type FastifyWebhookRequest,
} from "./fastify-webhook.ts";
