import * as z from "zod";
import { defineRoute } from "../define-route.ts";
import { everyRole } from "../role.ts";
import { timestamp } from "../timestamp.ts";

const acceptedEvent = z.object({
  event: z.string(),
  source: z.string(),
  type: z.string(),
  receivedAt: timestamp,
  bodyBytes: z.int(),
  conflictsWith: z.string().nullable(),
  releasedFrom: z.string().nullable(),
});

const attemptedDelivery = z.object({
  delivery: z.string(),
  event: z.string(),
  endpoint: z.string(),
  attempt: z.int(),
  result: z.string(),
  status: z.int().nullable(),
  at: timestamp,
});

const addedToQuarantine = z.object({
  quarantined: z.string(),
  source: z.string(),
  code: z.string(),
  receivedAt: timestamp,
  bodyBytes: z.int(),
});

/** Metadata only: nothing that a sender wrote but types. */
export const streamMessage = z
  .union([acceptedEvent, attemptedDelivery, addedToQuarantine])
  .describe(
    "`event.accepted` and `trouble.<type>` have the event; `delivery.delivered`, `delivery.retrying` and `delivery.failed` the attempt; `quarantine.added` the refused request.",
  )
  .meta({ id: "StreamMessage" });

export const streamRoutes = {
  followStream: defineRoute({
    method: "GET",
    path: "/api/v1/stream",
    access: everyRole,
    summary:
      "Tells as server-sent events what happens from now on, or after `Last-Event-ID`: accepted events, refused requests and troubles in commit order with none left out, and attempts as this gateway makes them. A reader that is too slow is cut off.",
    answer: { status: 200, stream: streamMessage },
    problems: ["too_many_streams", "request_invalid"],
  }),
};
