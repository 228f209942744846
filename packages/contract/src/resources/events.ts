import * as z from "zod";
import { defineRoute } from "../define-route.ts";
import { flag } from "../flag.ts";
import { pageOf, pageQuery } from "../page.ts";
import { resourceName } from "../resource-name.ts";
import { everyRole } from "../role.ts";
import { timestamp } from "../timestamp.ts";
import { delivery, deliveryState } from "./deliveries.ts";
import { eventId } from "./public-ids.ts";
import { reasonBody, shownUntil } from "./reason.ts";
import { verificationTrace } from "./verification-trace.ts";

/** 8 MiB of bytes in base64, and room for what stands beside them. */
const MAX_SENT_BODY_BYTES = 12 * 1024 * 1024;
const MAX_KEY_CHARACTERS = 255;
const MAX_TYPE_CHARACTERS = 128;
const MAX_CONTENT_TYPE_CHARACTERS = 200;

/** A pattern of event types, or of one. */
export const typePattern = z
  .string()
  .regex(/^[!-~]+$/)
  .max(MAX_TYPE_CHARACTERS)
  .describe("`*` stands for any run of characters.");

const key = z
  .string()
  .regex(/^[\x21-\x7e]+$/)
  .max(MAX_KEY_CHARACTERS)
  .describe("Printable ASCII characters without blanks.");

export const event = z
  .object({
    id: eventId,
    source: z
      .string()
      .describe("`api` for what was sent through the API, `countersign` for the gateway's own."),
    type: z.string(),
    receivedAt: timestamp,
    bodyBytes: z.int(),
    duplicates: z.int().describe("How often it came again and was answered as known."),
    isRepeat: z
      .boolean()
      .describe("The same content was accepted before, longer ago than the source's window."),
    isPayloadUnreadable: z.boolean(),
    payloadPurgedAt: timestamp.nullable().describe("When its payload was deleted; null while it is there."),
    conflictsWith: eventId.nullable().describe("The event whose id this one bears with another body."),
  })
  .meta({ id: "Event" });

export const eventDetail = event
  .extend({
    recognisedBy: z
      .enum(["event_id", "timed_content", "content"])
      .describe(
        "What makes a repeat of it: a signed id, signed content with a signed time, or signed content.",
      ),
    signedAt: timestamp.nullable(),
    caller: z.string().nullable(),
    secret: z.string().nullable().describe("Name of the secret that matched."),
    payloadPurgedBy: z
      .enum(["retention", "erasure", "key_destruction"])
      .nullable()
      .describe(
        "What deleted the payload: its age, somebody who erased this one, or the end of its week's keys. Null while it is there.",
      ),
    deliveries: z.array(delivery),
  })
  .meta({ id: "EventDetail" });

const header = z.object({ name: z.string(), value: z.string() });

export const maskedEvent = z
  .object({
    id: eventId,
    headers: z.array(header).describe("Values as their length class, but those that describe the body."),
    bodyBytes: z.int(),
    bodyDigest: z.string().describe("Base64. Equal bodies of the organization have equal digests."),
    body: z
      .unknown()
      .describe(
        "JSON with every value hidden but the event's id and type, and what the scheme lists as `visible`; null where the body is not JSON.",
      ),
  })
  .meta({ id: "MaskedEvent" });

export const revealedEvent = z
  .object({
    id: eventId,
    headers: z.array(header).describe("As received; credentials and signatures are `***`."),
    bodyBase64: z.string().describe("The exact bytes."),
    shownUntil,
  })
  .meta({ id: "RevealedEvent" });

export const eventTrace = verificationTrace
  .extend({
    receivedAt: timestamp.describe("The moment by which the steps judge."),
    secret: z
      .string()
      .nullable()
      .describe("Name of the secret that matched then; the steps tell which of those in force match now."),
  })
  .meta({ id: "EventTrace" });

export const sentEvent = z
  .object({
    id: eventId,
    duplicate: z.boolean().describe("It was sent before under this key; nothing was stored now."),
    deliveries: z.int().describe("How many endpoints get it."),
  })
  .meta({ id: "SentEvent" });

const params = z.strictObject({ event: eventId });

export const eventRoutes = {
  listEvents: defineRoute({
    method: "GET",
    path: "/api/v1/events",
    access: everyRole,
    summary:
      "Lists events in the order of their commit, so that a tail skips none. A page may be short and yet have a next one.",
    query: z.strictObject({
      ...pageQuery,
      order: z.enum(["asc", "desc"]).default("desc").describe("`desc`: newest first."),
      from: timestamp.optional().describe("Received at this time or later."),
      to: timestamp.optional().describe("Received at this time or before."),
      source: resourceName.optional(),
      type: typePattern.optional(),
      conflict: flag.optional(),
      repeat: flag.optional(),
      unreadable: flag.optional(),
      deliveryState: deliveryState.optional(),
      endpoint: resourceName
        .optional()
        .describe("Has a delivery to it, in `deliveryState` where that is given."),
      missedBy: resourceName
        .optional()
        .describe("Has no delivery to this endpoint, which wants its source and type."),
    }),
    answer: { status: 200, body: pageOf(event) },
    problems: [],
  }),
  sendEvent: defineRoute({
    method: "POST",
    path: "/api/v1/events",
    access: ["admin", "operator"],
    summary:
      "Sends an event to every endpoint that wants it. Answered once the event and its deliveries are committed and synced to disk.",
    body: z.strictObject({
      type: z
        .string()
        .regex(/^[!-~]+$/)
        .max(MAX_TYPE_CHARACTERS)
        .describe("A type without blanks, such as note.signed."),
      data: z
        .unknown()
        .optional()
        .describe(
          "Sent as `{ id, created_at, type, data }`. Either this, or `bodyBase64` with `contentType`.",
        ),
      bodyBase64: z.base64().optional().describe("Sent byte for byte."),
      contentType: z
        .string()
        .regex(/^[!-~]+( [!-~]+)*$/)
        .max(MAX_CONTENT_TYPE_CHARACTERS)
        .describe("A media type, such as application/json.")
        .optional(),
      dedupeKey: key
        .optional()
        .describe("The same key with the same content is sent once, for ever. Default: the Idempotency-Key."),
      orderingKey: key
        .optional()
        .describe(
          "Events with one key reach each endpoint one after the other, in the order of their answers.",
        ),
    }),
    answer: { status: 202, body: sentEvent },
    problems: ["dedupe_key_reused"],
    isIdempotent: true,
    maxBodyBytes: MAX_SENT_BODY_BYTES,
  }),
  getEvent: defineRoute({
    method: "GET",
    path: "/api/v1/events/{event}",
    access: everyRole,
    summary: "Shows what is known of one event beside its payload, and its deliveries.",
    params,
    answer: { status: 200, body: eventDetail },
    problems: [],
    hasEtag: true,
  }),
  getMaskedEvent: defineRoute({
    method: "GET",
    path: "/api/v1/events/{event}/masked",
    access: everyRole,
    summary: "Shows the shape of an event's payload with every value hidden.",
    params,
    answer: { status: 200, body: maskedEvent },
    problems: ["payload_purged"],
  }),
  revealEvent: defineRoute({
    method: "POST",
    path: "/api/v1/events/{event}/reveal",
    access: ["clinical"],
    summary: "Shows an event's payload. Who, when and why is in the audit log before.",
    params,
    body: reasonBody,
    answer: { status: 200, body: revealedEvent },
    problems: ["payload_purged"],
  }),
  traceEvent: defineRoute({
    method: "POST",
    path: "/api/v1/events/{event}/trace",
    access: ["admin", "operator", "clinical"],
    summary:
      "Verifies an event again step by step with the present configuration, as of the time when it was received.",
    params,
    answer: { status: 200, body: eventTrace },
    problems: ["payload_purged", "source_not_receiving"],
  }),
  testEndpoint: defineRoute({
    method: "POST",
    path: "/api/v1/endpoints/{endpoint}/test",
    access: ["admin", "operator"],
    summary: "Sends one endpoint an event of the type `countersign.test`, whatever it subscribes to.",
    params: z.strictObject({ endpoint: resourceName }),
    answer: { status: 202, body: sentEvent },
    problems: ["endpoint_disabled"],
  }),
};
