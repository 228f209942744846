import * as z from "zod";
import { defineRoute } from "../define-route.ts";
import { pageOf, pageQuery } from "../page.ts";
import { everyRole } from "../role.ts";
import { timestamp } from "../timestamp.ts";
import { resourceFacts } from "./resource-facts.ts";

/** The id that a scheme has in the scheme language. */
const schemeId = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  .max(64)
  .describe("Lower-case letters and digits with single hyphens between them, such as acme-labs.");

const origin = z
  .enum(["built_in", "custom"])
  .describe("`built_in`: of every organization, and not to be changed. `custom`: the organization's own.");

const definition = z
  .record(z.string(), z.unknown())
  .describe("The scheme as data, as `scheme.schema.json` of the npm package `countersign` describes it.");

export const schemeSummary = z
  .object({
    id: schemeId,
    name: z.string(),
    origin,
    state: z
      .enum(["enabled", "removed"])
      .optional()
      .describe(
        "Of custom ones. `removed`: it has left the configuration file; what names it goes on with it, and it may be deleted.",
      ),
    managedBy: resourceFacts.managedBy.optional(),
    version: resourceFacts.version.optional().describe("Of custom ones. Rises with each change."),
    createdAt: resourceFacts.createdAt.optional(),
  })
  .meta({ id: "SchemeSummary" });

export const schemeDetail = schemeSummary.extend({ definition }).meta({ id: "Scheme" });

export const schemeVersion = z
  .object({ version: resourceFacts.version, at: timestamp.describe("When it was written."), definition })
  .meta({ id: "SchemeVersion" });

const schemeCase = z.object({
  kind: z
    .enum(["made_up", "vector"])
    .describe(
      "`vector`: computed by other programs, or a sender's own sample; built-in schemes have them. `made_up`: signed by the scheme itself.",
    ),
  name: z.string(),
  isRight: z.boolean(),
  expected: z.string().describe("`accept`, `refuse`, or the code that it is to be refused with."),
  found: z.string(),
});

const cases = z
  .array(schemeCase)
  .describe(
    "A request signed by the scheme, and the same with each part that proves something changed; then the vectors.",
  );

export const schemeTest = z.object({ isRight: z.boolean(), cases }).meta({ id: "SchemeTest" });

export const schemeLint = z
  .object({
    isValid: z.boolean(),
    problems: z.array(
      z.object({
        pointer: z.string().describe("JSON Pointer within the scheme; empty for the whole of it."),
        expected: z.string(),
        found: z.string(),
      }),
    ),
    cases: cases.describe("How it fares; empty where it is no scheme."),
  })
  .meta({ id: "SchemeLint" });

const mayTry = ["admin", "operator", "clinical"] as const;

const params = z.strictObject({ scheme: schemeId });

export const schemeRoutes = {
  listSchemes: defineRoute({
    method: "GET",
    path: "/api/v1/schemes",
    access: everyRole,
    summary: "Lists the schemes by id: how senders sign. Built-in ones and the organization's own.",
    query: z.strictObject({ ...pageQuery, origin: origin.optional() }),
    answer: { status: 200, body: pageOf(schemeSummary) },
    problems: [],
  }),
  createScheme: defineRoute({
    method: "POST",
    path: "/api/v1/schemes",
    access: ["admin"],
    summary: "Keeps a scheme, which sources and endpoints of the organization may name by its id then.",
    body: definition,
    answer: { status: 201, body: schemeDetail },
    problems: ["name_taken"],
    isIdempotent: true,
  }),
  getScheme: defineRoute({
    method: "GET",
    path: "/api/v1/schemes/{scheme}",
    access: everyRole,
    summary: "Shows one scheme as data.",
    params,
    answer: { status: 200, body: schemeDetail },
    problems: [],
    hasEtag: true,
  }),
  listSchemeVersions: defineRoute({
    method: "GET",
    path: "/api/v1/schemes/{scheme}/versions",
    access: everyRole,
    summary:
      "Lists the kept versions of a custom scheme, newest first, 50 at most: what was written through the API, as long as the audit log keeps it.",
    params,
    answer: { status: 200, body: z.object({ items: z.array(schemeVersion) }) },
    problems: [],
  }),
  updateScheme: defineRoute({
    method: "PUT",
    path: "/api/v1/schemes/{scheme}",
    access: ["admin"],
    summary: "Puts another scheme in the place of a custom one. What names it goes by the new one at once.",
    params,
    body: definition,
    answer: { status: 200, body: schemeDetail },
    problems: ["scheme_built_in", "managed_by_file", "scheme_not_fitting"],
    hasEtag: true,
  }),
  deleteScheme: defineRoute({
    method: "DELETE",
    path: "/api/v1/schemes/{scheme}",
    access: ["admin"],
    summary: "Deletes a custom scheme that no source and no endpoint names.",
    params,
    answer: { status: 204 },
    problems: ["scheme_built_in", "managed_by_file", "scheme_in_use"],
  }),
  testScheme: defineRoute({
    method: "POST",
    path: "/api/v1/schemes/{scheme}/test",
    access: mayTry,
    summary:
      "Tries a scheme with made-up secrets: what it signs has to pass, and to be refused once it is tampered with. A built-in one is also tried with the vectors that other programs have computed.",
    params,
    answer: { status: 200, body: schemeTest },
    problems: [],
  }),
  lintScheme: defineRoute({
    method: "POST",
    path: "/api/v1/schemes/lint",
    access: mayTry,
    summary: "Checks a draft of a scheme as a create would, and tries it. Keeps nothing of it.",
    body: definition,
    answer: { status: 200, body: schemeLint },
    problems: [],
  }),
};
