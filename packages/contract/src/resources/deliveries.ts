import * as z from "zod";
import { defineRoute } from "../define-route.ts";
import { pageOf, pageQuery } from "../page.ts";
import { resourceName } from "../resource-name.ts";
import { everyRole } from "../role.ts";
import { timestamp } from "../timestamp.ts";
import { deliveryId, eventId, replayId } from "./public-ids.ts";
import { reasonBody, shownUntil } from "./reason.ts";

export const deliveryState = z
  .enum(["pending", "in_flight", "delivered", "failed", "held", "cancelled"])
  .describe("`failed` is a dead letter; `held` waits because its event id was known with another body.");

export const delivery = z
  .object({
    id: deliveryId,
    event: eventId,
    eventType: z.string(),
    source: z.string(),
    endpoint: resourceName,
    state: deliveryState,
    createdAt: timestamp,
    dueAt: timestamp.nullable().describe("The next try; null for one never tried or that needs none."),
    attempts: z.int().describe("Tries so far; a retry by hand counts anew."),
    lastResult: z.string().nullable().describe("Result of the latest attempt, as a code."),
    replay: replayId.nullable().describe("The replay that made or retried it."),
  })
  .meta({ id: "Delivery" });

export const attempt = z
  .object({
    number: z.int(),
    startedAt: timestamp,
    durationMs: z.int(),
    result: z.string(),
    status: z.int().nullable(),
    secret: z
      .string()
      .nullable()
      .describe("The one secret it was signed with; null where it was all live ones."),
    hasLostLease: z.boolean().describe("It ended too late to count: another attempt took its place."),
    hasResponse: z.boolean().describe("The beginning of the response is kept and can be revealed."),
  })
  .meta({ id: "Attempt" });

export const deliveryDetail = delivery
  .extend({ tries: z.array(attempt).describe("In the order they ended.") })
  .meta({ id: "DeliveryDetail" });

export const revealedResponses = z
  .object({
    items: z.array(
      z.object({
        number: z.int(),
        startedAt: timestamp,
        status: z.int().nullable(),
        bodyBase64: z.string().describe("The first bytes of the response's body, at most 4 KiB."),
      }),
    ),
    shownUntil,
  })
  .meta({ id: "RevealedResponses" });

const params = z.strictObject({ delivery: deliveryId });
const operators = ["admin", "operator"] as const;

export const deliveryRoutes = {
  listDeliveries: defineRoute({
    method: "GET",
    path: "/api/v1/deliveries",
    access: everyRole,
    summary:
      "Lists deliveries, those of the newest event first. Dead letters: `state=failed`. A page may be short and yet have a next one.",
    query: z.strictObject({
      ...pageQuery,
      state: deliveryState.optional(),
      endpoint: resourceName.optional(),
      source: resourceName.optional(),
      event: eventId.optional(),
      replay: replayId.optional(),
      from: timestamp.optional().describe("Made at this time or later."),
      to: timestamp.optional().describe("Made at this time or before."),
      due: z.literal("now").optional().describe("Only pending ones that could be tried now."),
    }),
    answer: { status: 200, body: pageOf(delivery) },
    problems: [],
  }),
  getDelivery: defineRoute({
    method: "GET",
    path: "/api/v1/deliveries/{delivery}",
    access: everyRole,
    summary: "Shows one delivery with its attempts.",
    params,
    answer: { status: 200, body: deliveryDetail },
    problems: [],
    hasEtag: true,
  }),
  retryDelivery: defineRoute({
    method: "POST",
    path: "/api/v1/deliveries/{delivery}/retry",
    access: operators,
    summary:
      "Tries a dead letter or a waiting delivery again now; a dead letter gets its whole schedule anew.",
    params,
    answer: { status: 200, body: deliveryDetail },
    problems: ["action_not_allowed", "payload_purged"],
  }),
  cancelDelivery: defineRoute({
    method: "POST",
    path: "/api/v1/deliveries/{delivery}/cancel",
    access: operators,
    summary: "Cancels a pending or held delivery for good.",
    params,
    answer: { status: 200, body: deliveryDetail },
    problems: ["action_not_allowed"],
  }),
  skipDelivery: defineRoute({
    method: "POST",
    path: "/api/v1/deliveries/{delivery}/skip",
    access: operators,
    summary: "Gives a dead letter up, so that deliveries behind it with the same ordering key go on.",
    params,
    answer: { status: 200, body: deliveryDetail },
    problems: ["action_not_allowed"],
  }),
  releaseDelivery: defineRoute({
    method: "POST",
    path: "/api/v1/deliveries/{delivery}/release",
    access: operators,
    summary: "Sends a held delivery.",
    params,
    answer: { status: 200, body: deliveryDetail },
    problems: ["action_not_allowed", "payload_purged"],
  }),
  revealResponses: defineRoute({
    method: "POST",
    path: "/api/v1/deliveries/{delivery}/reveal",
    access: ["clinical"],
    summary: "Shows what the receiver answered. Who, when and why is in the audit log before.",
    params,
    body: reasonBody,
    answer: { status: 200, body: revealedResponses },
    problems: [],
  }),
};
