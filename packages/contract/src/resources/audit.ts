import * as z from "zod";
import { defineRoute } from "../define-route.ts";
import { pageOf, pageQuery } from "../page.ts";
import { timestamp } from "../timestamp.ts";

export const auditEntry = z
  .object({
    sequence: z.int().describe("1 for the organization's first entry; no number is left out."),
    at: timestamp,
    actor: z.object({
      kind: z.string().describe("`api_key`, `setup`, `file` or `gateway`."),
      name: z.string(),
      address: z.string().nullable().describe("The network address the request came from."),
    }),
    action: z.string().describe("`resource.verb`, such as `api_key.create`."),
    resource: z.object({ kind: z.string(), name: z.string() }),
    reason: z.string().nullable().describe("What a person gave as the reason."),
    facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())])),
    hash: z.string().describe("Base64. Covers this entry and all before it."),
  })
  .meta({ id: "AuditEntry" });

export const auditRoutes = {
  listAuditEntries: defineRoute({
    method: "GET",
    path: "/api/v1/audit",
    access: ["admin"],
    summary: "Lists what was done, by whom and why, oldest first.",
    query: z.strictObject(pageQuery),
    answer: { status: 200, body: pageOf(auditEntry) },
    problems: [],
  }),
};
