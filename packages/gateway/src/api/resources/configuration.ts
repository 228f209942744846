import type { FieldProblem } from "@countersign/contract";
import { ConfigurationError } from "../../config/file/configuration-error.ts";
import type { ConfigurationProblem } from "../../config/file/configuration-problem.ts";
import { readOwnOrganization } from "../../config/file/read-own-organization.ts";
import type { OwnOrganizationInput, OwnOrganizationRead } from "../../config/file/read-own-organization.ts";
import { GatewayError } from "../../errors.ts";
import type { ApiParts } from "../api-parts.ts";
import { ApiRefusal } from "../api-refusal.ts";
import type { Handlers } from "../handler.ts";

/** The last key of a field such as `organizations[0].sources[1].colour`. */
const LAST_KEY = /\.[^.[\]]+$/;

/** Applies a configuration file that was sent to the running gateway. */
export function configurationHandlers(
  parts: Pick<ApiParts, "store" | "settings" | "applyChanges">,
): Handlers<"applyConfiguration"> {
  const { store, settings, applyChanges } = parts;
  const hasOwnFile = settings.config !== undefined;
  return {
    applyConfiguration: async ({ query: { dryRun, prune }, body, caller }) => {
      const { organizationId, organization, actor } = caller;
      const read = await readSent({
        text: body.text,
        organization,
        values: new Map(Object.entries(body.values)),
        allowInsecureEndpoints: settings.allowInsecureEndpoints,
      });
      if (!read.isWhole) {
        const wantedReferences = read.wantedReferences.map(({ line, column }) => ({ line, column }));
        return { isApplied: false, changes: [], wantedReferences, hasOwnFile };
      }
      const { document } = read;
      const changes = await refusingConflicts(
        store.resources.applyFile({ organizationId, actor, document, prunes: prune, isDryRun: dryRun }),
      );
      if (!dryRun) await applyChanges();
      return {
        isApplied: !dryRun,
        changes: changes.map(({ fields, owner, ...change }) => ({
          ...change,
          owner: owner ?? null,
          fields: [...fields],
        })),
        wantedReferences: [],
        hasOwnFile,
      };
    },
  };
}

async function readSent(input: OwnOrganizationInput): Promise<OwnOrganizationRead> {
  try {
    return await readOwnOrganization(input);
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    throw new ApiRefusal("request_invalid", { problems: error.problems.map(inText) });
  }
}

function inText(problem: ConfigurationProblem): FieldProblem {
  const { code, line, column, field, expected, found, remedy } = problem;
  // A key that is not known may be anything, a secret in the wrong place too: only where it stands is told.
  const shown =
    code === "unknown_key" ? { field: field.replace(LAST_KEY, ""), found: "another key" } : { field, found };
  const at = { line, column, field: shown.field };
  return { in: "body", pointer: "/text", at, expected: `${expected} (${remedy})`, found: shown.found };
}

/** What the file and the API both claim is told by name: the organization's own, or that a path is taken. */
async function refusingConflicts<Value>(applying: Promise<Value>): Promise<Value> {
  try {
    return await applying;
  } catch (error) {
    if (!(error instanceof GatewayError) || error.code !== "configuration_conflict") throw error;
    const expected = "names and paths that nothing else has";
    throw new ApiRefusal("configuration_conflict", {
      problems: [{ in: "body", pointer: "/text", expected, found: error.message }],
    });
  }
}
