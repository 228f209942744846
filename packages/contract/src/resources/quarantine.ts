import * as z from "zod";
import { defineRoute } from "../define-route.ts";
import { pageOf, pageQuery } from "../page.ts";
import { resourceName } from "../resource-name.ts";
import { everyRole } from "../role.ts";
import { timestamp } from "../timestamp.ts";
import { reason, reasonBody, shownUntil } from "./reason.ts";
import { explanation, verificationTrace } from "./verification-trace.ts";

const MAX_IDS = 200;

const quarantineId = z
  .string()
  .regex(/^qua_[0-9a-hjkmnp-tv-z]{20}$/)
  .describe("A quarantined request's id, such as qua_01kqxw3p9c7h2m5t8v0a.");
const refusalCode = z
  .string()
  .regex(/^[a-z_]{1,40}$/)
  .describe("Why it was refused: a verdict code, or `payload_unreadable`.");

export const quarantinedRequest = z
  .object({
    id: quarantineId,
    source: z.string(),
    receivedAt: timestamp,
    code: z.string(),
    bodyBytes: z.int(),
  })
  .meta({ id: "QuarantinedRequest" });

export const quarantineCount = z
  .object({
    source: z.string(),
    items: z.int(),
    bytes: z.int().describe("As they lie in the store, sealed."),
    dropped: z.int().describe("Refused and never kept: too many at once, too large, or the store was busy."),
    pushedOut: z.int().describe("Kept, and deleted for newer ones."),
    lastLossAt: timestamp.nullable().describe("When the last one was dropped or pushed out."),
  })
  .meta({ id: "QuarantineCount" });

export const revealedRequest = quarantinedRequest
  .extend({
    method: z.string(),
    url: z.string(),
    headers: z
      .array(z.object({ name: z.string(), value: z.string() }))
      .describe("As received; credentials and signatures are hidden."),
    bodyBase64: z.string(),
    shownUntil,
  })
  .meta({ id: "RevealedRequest" });

export const maskedRequest = quarantinedRequest
  .extend({
    method: z.string(),
    headers: z
      .array(z.object({ name: z.string(), value: z.string() }))
      .describe("Values as their length class, but those that describe the body."),
    body: z
      .unknown()
      .describe(
        "JSON with every value hidden but what the source's scheme lets be seen; null where the body is not JSON.",
      ),
  })
  .meta({ id: "MaskedRequest" });

/** What a list, and a selection, filters by. */
const filters = {
  source: resourceName.optional(),
  code: refusalCode.optional(),
  from: timestamp.optional().describe("Received at this time or later."),
  to: timestamp.optional().describe("Received at this time or earlier."),
};

const byIds = z.strictObject({ ids: z.array(quarantineId).min(1).max(MAX_IDS) });
const byFilter = z.strictObject({
  filter: z.strictObject(filters),
  cursor: pageQuery.cursor.describe("`next` of the call before. Absent: from the oldest on."),
});
const selection = z.union([byIds, byFilter]);
const release = {
  override: z
    .literal("stale")
    .optional()
    .describe(
      "Also releases those of which only the signed time was too far from when they were received. Wants a reason.",
    ),
  reason: reason.optional(),
};
const releaseSelection = z.union([byIds.extend(release), byFilter.extend(release)]);

const counts = {
  looked: z.int(),
  passing: z.int().describe("They pass now, as of the time when they were received."),
  stale: z.int().describe("Only their signed time is too far from when they were received."),
  refused: z.record(z.string(), z.int()).describe("All others, by the code that they are refused with now."),
  missing: z.int().describe("Ids that name nothing."),
  next: z.string().nullable().describe("Cursor of the next call where not all could be looked at."),
};

export const reviewCounts = z.object(counts).meta({ id: "QuarantineReview" });

export const releaseCounts = z
  .object({
    ...counts,
    accepted: z.int().describe("Released as new events."),
    duplicates: z.int().describe("Released, and found to have been accepted before."),
    conflicts: z.int().describe("Released with the id of another event and another body."),
    events: z.array(z.string()).describe("The events that they are now."),
  })
  .meta({ id: "QuarantineRelease" });

export const discardCounts = z
  .object({
    discarded: z.int(),
    missing: counts.missing,
    next: z.string().nullable().describe("Cursor of the next call where not all could be deleted."),
  })
  .meta({ id: "QuarantineDiscard" });

const params = z.strictObject({ quarantined: quarantineId });
const mayMend = ["admin", "operator"] as const;

export const quarantineRoutes = {
  listQuarantine: defineRoute({
    method: "GET",
    path: "/api/v1/quarantine",
    access: everyRole,
    summary: "Lists refused requests that were kept, newest first, without their content.",
    query: z.strictObject({ ...pageQuery, ...filters }),
    answer: { status: 200, body: pageOf(quarantinedRequest) },
    problems: [],
  }),
  countQuarantine: defineRoute({
    method: "GET",
    path: "/api/v1/quarantine/counts",
    access: everyRole,
    summary: "Tells for each source how full its quarantine is, and how many requests it does not have.",
    answer: { status: 200, body: z.object({ items: z.array(quarantineCount) }) },
    problems: [],
  }),
  getQuarantined: defineRoute({
    method: "GET",
    path: "/api/v1/quarantine/{quarantined}",
    access: everyRole,
    summary: "Shows one refused request, without its content.",
    params,
    answer: { status: 200, body: quarantinedRequest },
    problems: [],
  }),
  getMaskedQuarantined: defineRoute({
    method: "GET",
    path: "/api/v1/quarantine/{quarantined}/masked",
    access: everyRole,
    summary: "Shows the shape of a refused request with every value hidden.",
    params,
    answer: { status: 200, body: maskedRequest },
    problems: [],
  }),
  explainQuarantined: defineRoute({
    method: "POST",
    path: "/api/v1/quarantine/{quarantined}/explain",
    access: ["admin", "operator", "clinical"],
    summary:
      "Searches for the cause of a refusal, as of the time when the request was received. Takes up to a second; two at once.",
    params,
    answer: { status: 200, body: explanation },
    problems: ["source_not_receiving"],
  }),
  traceQuarantined: defineRoute({
    method: "POST",
    path: "/api/v1/quarantine/{quarantined}/trace",
    access: ["admin", "operator", "clinical"],
    summary: "Shows the verification of a refused request step by step, with the present configuration.",
    params,
    answer: { status: 200, body: verificationTrace },
    problems: ["source_not_receiving"],
  }),
  revealQuarantined: defineRoute({
    method: "POST",
    path: "/api/v1/quarantine/{quarantined}/reveal",
    access: ["clinical"],
    summary: "Shows a refused request with its content. Who did it and why is in the audit log first.",
    params,
    body: reasonBody,
    answer: { status: 200, body: revealedRequest },
    problems: [],
  }),
  discardQuarantined: defineRoute({
    method: "DELETE",
    path: "/api/v1/quarantine/{quarantined}",
    access: mayMend,
    summary: "Deletes a refused request for good.",
    params,
    answer: { status: 204 },
    problems: [],
  }),
  previewDiscard: defineRoute({
    method: "POST",
    path: "/api/v1/quarantine/discard/preview",
    access: mayMend,
    summary: "Counts the refused requests that a discard would delete now. Changes nothing.",
    body: z.union([byIds, byFilter.omit({ cursor: true })]),
    answer: { status: 200, body: z.object({ count: z.int() }).meta({ id: "DiscardPreview" }) },
    problems: [],
  }),
  discardQuarantine: defineRoute({
    method: "POST",
    path: "/api/v1/quarantine/discard",
    access: mayMend,
    summary:
      "Deletes refused requests for good, those with the given ids or all that fit a filter; each is in the audit log.",
    body: selection,
    answer: { status: 200, body: discardCounts },
    problems: [],
  }),
  reverifyQuarantine: defineRoute({
    method: "POST",
    path: "/api/v1/quarantine/reverify",
    access: mayMend,
    summary:
      "Verifies refused requests again with the present secrets and settings, as of the time when each was received, and tells how many would pass. Changes nothing.",
    body: selection,
    answer: { status: 200, body: reviewCounts },
    problems: [],
  }),
  releaseQuarantine: defineRoute({
    method: "POST",
    path: "/api/v1/quarantine/release",
    access: mayMend,
    summary:
      "Verifies refused requests again and makes events of those that pass; all others stay. Nothing is released that does not pass, but for the age of a signed time.",
    body: releaseSelection,
    answer: { status: 200, body: releaseCounts },
    problems: [],
  }),
};
