import * as z from "zod";
import { defineRoute } from "../define-route.ts";
import { pageOf, pageQuery } from "../page.ts";
import { resourceName } from "../resource-name.ts";
import { everyRole } from "../role.ts";
import { timestamp } from "../timestamp.ts";
import { eventId } from "./public-ids.ts";
import { reason, reasonBody } from "./reason.ts";

const scope = z
  .union([
    z.strictObject({ source: resourceName }),
    z.strictObject({ event: eventId }),
    z.strictObject({ organization: z.literal(true) }),
  ])
  .describe("One source, one event, or everything of the organization.");

export const legalHold = z
  .object({
    id: z.string(),
    scope,
    reason: z.string(),
    createdAt: timestamp,
    releasedAt: timestamp.nullable().describe("Null while it is in force."),
  })
  .meta({ id: "LegalHold" });

export const legalHoldRoutes = {
  listLegalHolds: defineRoute({
    method: "GET",
    path: "/api/v1/legal-holds",
    access: everyRole,
    summary: "Lists the legal holds, newest first, released ones included.",
    query: z.strictObject(pageQuery),
    answer: { status: 200, body: pageOf(legalHold) },
    problems: [],
  }),
  createLegalHold: defineRoute({
    method: "POST",
    path: "/api/v1/legal-holds",
    access: ["admin"],
    summary: "Forbids to delete what the scope covers, however old it is, until the hold is released.",
    body: z.strictObject({ scope, reason }),
    answer: { status: 201, body: legalHold },
    problems: [],
    isIdempotent: true,
  }),
  releaseLegalHold: defineRoute({
    method: "POST",
    path: "/api/v1/legal-holds/{legalHold}/release",
    access: ["admin"],
    summary: "Ends a hold: what is too old by then is deleted within the hour.",
    params: z.strictObject({ legalHold: z.string() }),
    body: reasonBody,
    answer: { status: 200, body: legalHold },
    problems: [],
  }),
};
