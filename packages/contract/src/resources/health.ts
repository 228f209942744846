import * as z from "zod";
import { defineRoute } from "../define-route.ts";
import { everyRole } from "../role.ts";
import { timestamp } from "../timestamp.ts";

export const health = z
  .object({
    version: z.string(),
    startedAt: timestamp,
    uptimeSeconds: z.int(),
    store: z.enum(["ok", "unavailable"]).describe("`ok` while events can be committed."),
    sources: z.int().describe("Sources of the organization that receive now."),
    isReceivingHere: z
      .boolean()
      .describe("Whether requests of senders are taken at this very address, beside the API."),
  })
  .meta({ id: "Health" });

export const healthRoutes = {
  getHealth: defineRoute({
    method: "GET",
    path: "/api/v1/health",
    access: everyRole,
    summary: "Shows version, uptime, and whether the store commits.",
    answer: { status: 200, body: health },
    problems: [],
  }),
};
