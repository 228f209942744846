import * as z from "zod";
import { defineRoute } from "../define-route.ts";
import { everyRole } from "../role.ts";
import { eventId } from "./public-ids.ts";
import { reasonBody } from "./reason.ts";

export const retention = z
  .object({
    payloadDays: z.int().describe("Payloads and receivers' answers, where a source does not say otherwise."),
    metadataDays: z.int().describe("Events, deliveries and attempts."),
    auditDays: z.int().describe("Entries of the audit log."),
    sources: z
      .array(z.object({ source: z.string(), payloadDays: z.int() }))
      .describe("Sources that say otherwise."),
  })
  .meta({ id: "Retention" });

export const erasedEvent = z
  .object({ id: eventId, isPayloadPurged: z.literal(true) })
  .meta({ id: "ErasedEvent" });

export const retentionRoutes = {
  getRetention: defineRoute({
    method: "GET",
    path: "/api/v1/retention",
    access: everyRole,
    summary:
      "Shows how long things are kept. Open deliveries and legal holds keep payloads and events longer.",
    answer: { status: 200, body: retention },
    problems: [],
  }),
  eraseEvent: defineRoute({
    method: "POST",
    path: "/api/v1/events/{event}/erase",
    access: ["admin"],
    summary:
      "Deletes the payload of one event and what receivers answered to it, now. The event itself stays.",
    params: z.strictObject({ event: eventId }),
    body: reasonBody,
    answer: { status: 200, body: erasedEvent },
    problems: ["under_legal_hold", "deliveries_open", "payload_purged"],
  }),
};
