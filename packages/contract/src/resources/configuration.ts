import * as z from "zod";
import { defineRoute } from "../define-route.ts";
import { flag } from "../flag.ts";

/** Far beyond any reviewable file: 10,000 callers take about 2 MiB. */
const MAX_BODY_BYTES = 8 * 1024 * 1024;

export const configurationChange = z
  .object({
    change: z
      .enum(["create", "update", "enable", "disable", "delete", "revoke"])
      .describe("`disable`: it has left the file. `revoke`: of a secret, whose value is wiped."),
    kind: z.enum(["scheme", "source", "caller", "endpoint", "secret"]),
    name: z.string(),
    owner: z
      .object({ kind: z.enum(["source", "caller", "endpoint"]), name: z.string() })
      .nullable()
      .describe("What a caller or a secret belongs to."),
    fields: z.array(z.string()).describe("Which settings differ; never their values."),
  })
  .meta({ id: "ConfigurationChange" });

export const configurationResult = z
  .object({
    isApplied: z.boolean().describe("False after a dry run, and while values are wanted."),
    changes: z.array(configurationChange),
    wantedReferences: z
      .array(z.object({ line: z.int(), column: z.int() }))
      .describe(
        "Places of references (`env:…`, `file:…`, `cmd:…`) whose values are still to be sent. Nothing was planned then.",
      ),
    hasOwnFile: z
      .boolean()
      .describe(
        "The gateway was started with a configuration file, which undoes what it does not say when it is read again.",
      ),
  })
  .meta({ id: "ConfigurationResult" });

export const configurationRoutes = {
  applyConfiguration: defineRoute({
    method: "PUT",
    path: "/api/v1/configuration",
    access: ["admin"],
    summary:
      "Makes what the file manages of the organization equal to the text of a configuration file, in one transaction. What the API manages is left alone.",
    query: z.strictObject({
      dryRun: flag.default(false).describe("Tells what would change, and changes nothing. Default false."),
      prune: flag
        .default(false)
        .describe("Deletes what has left the file instead of disabling it. Default false."),
    }),
    body: z.strictObject({
      text: z
        .string()
        .describe("The file, YAML 1.2 or JSON. Only the organization of the API key is looked at."),
      values: z
        .record(z.string(), z.string())
        .default({})
        .describe("Values of the file's references, as written. The gateway's own machine is not looked at."),
    }),
    answer: { status: 200, body: configurationResult },
    problems: ["configuration_conflict"],
    maxBodyBytes: MAX_BODY_BYTES,
  }),
};
