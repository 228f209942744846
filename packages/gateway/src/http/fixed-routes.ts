import type { Registry } from "prom-client";
import { answers, sendAnswer } from "./answers.ts";
import type { Readiness } from "./readiness.ts";
import type { FixedHandlers } from "./router.ts";

/** What answers the routes by which a gateway is watched. */
export function fixedRoutes(parts: {
  readonly readiness: Readiness;
  readonly registry: Registry;
  /** Brings gauges up to date that are not kept current by themselves. Never rejects. */
  readonly refreshMetrics: () => Promise<void>;
}): Pick<FixedHandlers, "healthz" | "readyz" | "metrics"> {
  const { readiness, registry, refreshMetrics } = parts;
  return {
    healthz: ({ response }) => sendAnswer(response, answers.healthy),
    readyz: async ({ response }) => {
      sendAnswer(response, (await readiness.isReady()) ? answers.healthy : answers.unavailable);
    },
    metrics: async ({ response }) => {
      await refreshMetrics();
      const body = await registry.metrics();
      const headers = { "content-type": registry.contentType, "content-length": Buffer.byteLength(body) };
      sendAnswer(response, { status: 200, body, headers });
    },
  };
}
