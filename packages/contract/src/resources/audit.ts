import * as z from "zod";
import { defineRoute } from "../define-route.ts";
import { pageOf, pageQuery } from "../page.ts";
import { timestamp } from "../timestamp.ts";
import { eventId } from "./public-ids.ts";

/** The longest email address, which is the longest name. */
const MAX_NAME_CHARACTERS = 254;
const MAX_ACTION_CHARACTERS = 64;

const name = z.string().min(1).max(MAX_NAME_CHARACTERS);

export const auditEntry = z
  .object({
    sequence: z.int().describe("1 for the organization's first entry; no number is left out."),
    at: timestamp,
    actor: z.object({
      kind: z.string().describe("`api_key`, `user`, `setup`, `file` or `gateway`."),
      name: z.string().describe("Of a user, the email."),
      address: z.string().nullable().describe("The network address the request came from."),
    }),
    action: z.string().describe("`resource.verb`, such as `api_key.create`."),
    resource: z.object({ kind: z.string(), name: z.string() }),
    reason: z.string().nullable().describe("What a person gave as the reason."),
    facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())])),
    hash: z.string().describe("Base64. Covers this entry and all before it."),
  })
  .meta({ id: "AuditEntry" });

export const auditCheckpoint = z
  .strictObject({
    sequence: z.int().min(0).describe("The last entry at that moment; 0 where there was none."),
    hash: z
      .string()
      .regex(/^[A-Za-z0-9+/]{43}=$/)
      .describe("Base64 of 32 bytes: that entry's hash."),
  })
  .meta({ id: "AuditCheckpoint" });

export const auditVerdict = z
  .object({
    isIntact: z.boolean(),
    entries: z.int().describe("How many entries, from the first on, are as they were written."),
    fault: z
      .enum(["altered", "missing", "truncated"])
      .nullable()
      .describe(
        "`altered`: an entry was edited, replaced or moved. `missing`: one was deleted. `truncated`: the log ends before the checkpoint.",
      ),
    sequence: z.int().nullable().describe("The first entry that is not as it was written."),
  })
  .meta({ id: "AuditVerdict" });

export const auditPart = z
  .object({
    reached: auditCheckpoint.describe("The last entry that is as it was written."),
    total: z.int().describe("Number of the newest entry now."),
    verdict: auditVerdict.nullable().describe("Null while there is more to verify."),
  })
  .meta({ id: "AuditPart" });

export const auditRoutes = {
  readAuditCheckpoint: defineRoute({
    method: "GET",
    path: "/api/v1/audit/checkpoint",
    access: ["admin"],
    summary: "Gives the end of the log now. Kept elsewhere, it shows later whether entries were cut off.",
    answer: { status: 200, body: auditCheckpoint },
    problems: [],
  }),
  verifyAudit: defineRoute({
    method: "POST",
    path: "/api/v1/audit/verify",
    access: ["admin"],
    summary:
      "Reads the whole log and computes every hash again. Without a checkpoint, entries cut off at the end cannot be noticed.",
    body: z.strictObject({ checkpoint: auditCheckpoint.optional() }),
    answer: { status: 200, body: auditVerdict },
    problems: [],
  }),
  verifyAuditPart: defineRoute({
    method: "POST",
    path: "/api/v1/audit/verify/part",
    access: ["admin"],
    summary:
      "The same in parts of 5,000 entries, to see how far it is and to stop in between. Each part begins where the one before has ended.",
    body: z.strictObject({
      after: auditCheckpoint.optional().describe("`reached` of the part before. Absent: from the first on."),
      checkpoint: auditCheckpoint.optional().describe("The same in every part."),
    }),
    answer: { status: 200, body: auditPart },
    problems: [],
  }),
  getAuditEntry: defineRoute({
    method: "GET",
    path: "/api/v1/audit/entries/{sequence}",
    access: ["admin"],
    summary: "Shows one entry of the log.",
    params: z.strictObject({
      sequence: z
        .string()
        .regex(/^[1-9][0-9]{0,14}$/)
        .describe("Number of the entry, as the list has it; the first is 1."),
    }),
    answer: { status: 200, body: auditEntry },
    problems: [],
  }),
  listAuditEntries: defineRoute({
    method: "GET",
    path: "/api/v1/audit",
    access: ["admin"],
    summary:
      "Lists what was done, by whom and why. A page may be short, or empty, and yet have a next one: so many entries are looked at for each.",
    query: z.strictObject({
      ...pageQuery,
      order: z
        .enum(["asc", "desc"])
        .default("asc")
        .describe("`asc`: oldest first, as they are chained. `desc`: newest first."),
      from: timestamp.optional().describe("Done at this time or later."),
      to: timestamp.optional().describe("Done at this time or before."),
      actor: name.optional().describe("The name of who did it, exactly: a user's email, an API key's name."),
      action: z
        .string()
        .regex(/^[a-z_.*]+$/)
        .max(MAX_ACTION_CHARACTERS)
        .optional()
        .describe("`*` stands for any run of characters: `event.*`, `*.reveal`."),
      resourceKind: z
        .string()
        .regex(/^[a-z_]+$/)
        .max(MAX_ACTION_CHARACTERS)
        .optional()
        .describe("Such as `source`, `event`, `user`."),
      resource: name.optional().describe("The name or id of what it was done to, exactly."),
      event: eventId
        .optional()
        .describe(
          "What was done to this event, to its deliveries, to the replays that made them, and to the refused request that it was.",
        ),
    }),
    answer: { status: 200, body: pageOf(auditEntry) },
    problems: [],
  }),
};
