import type { Registry } from "prom-client";
import { answers, sendAnswer } from "./answers.ts";
import type { Exchange } from "./exchange.ts";
import type { Readiness } from "./readiness.ts";
import type { FixedRoute } from "./router.ts";

export type FixedHandlers = Readonly<Record<FixedRoute, (exchange: Exchange) => void | Promise<void>>>;

/** What answers the routes that are the gateway's own. */
export function fixedRoutes(parts: {
  readonly readiness: Readiness;
  readonly registry: Registry;
}): FixedHandlers {
  const { readiness, registry } = parts;
  return {
    healthz: ({ response }) => sendAnswer(response, answers.healthy),
    readyz: async ({ response }) => {
      sendAnswer(response, (await readiness.isReady()) ? answers.healthy : answers.unavailable);
    },
    metrics: async ({ response }) => {
      const body = await registry.metrics();
      const headers = { "content-type": registry.contentType, "content-length": Buffer.byteLength(body) };
      sendAnswer(response, { status: 200, body, headers });
    },
  };
}
