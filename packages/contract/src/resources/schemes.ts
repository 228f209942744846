import * as z from "zod";
import { defineRoute } from "../define-route.ts";
import { everyRole } from "../role.ts";

const schemeId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/);

export const schemeSummary = z
  .object({ id: schemeId, name: z.string(), isBuiltIn: z.boolean() })
  .meta({ id: "SchemeSummary" });

export const schemeDetail = schemeSummary
  .extend({
    definition: z
      .record(z.string(), z.unknown())
      .describe("The scheme as data, as `scheme.schema.json` of the npm package `countersign` describes it."),
  })
  .meta({ id: "Scheme" });

export const schemeRoutes = {
  listSchemes: defineRoute({
    method: "GET",
    path: "/api/v1/schemes",
    access: everyRole,
    summary: "Lists the schemes: how senders sign.",
    answer: { status: 200, body: z.object({ items: z.array(schemeSummary) }) },
    problems: [],
  }),
  getScheme: defineRoute({
    method: "GET",
    path: "/api/v1/schemes/{scheme}",
    access: everyRole,
    summary: "Shows one scheme as data.",
    params: z.strictObject({ scheme: schemeId }),
    answer: { status: 200, body: schemeDetail },
    problems: [],
    hasEtag: true,
  }),
};
