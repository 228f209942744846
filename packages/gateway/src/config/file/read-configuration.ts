import type { ConfigurationDocument } from "../configuration.ts";
import { ConfigurationError } from "./configuration-error.ts";
import type { Place } from "./configuration-problem.ts";
import { checkSharedPaths } from "./check-shared-paths.ts";
import { addDuplicateNames } from "./duplicate-names.ts";
import type { LocatedValue } from "./located-value.ts";
import { parseYaml } from "./parse-yaml.ts";
import { Problems } from "./problems.ts";
import type { ReadContext } from "./read-context.ts";
import { readFields } from "./read-fields.ts";
import type { FieldTable } from "./read-fields.ts";
import { readOrganization } from "./read-organization.ts";
import type { LocatedOrganization } from "./read-organization.ts";
import { readItems } from "./read-value.ts";
import type { ReferenceContext } from "./resolve-reference.ts";

export const configurationFields = {
  organizations: {
    kind: { type: "value" },
    isRequired: true,
    meaning: "The organizations, each with its connections.",
  },
} as const satisfies FieldTable;

export interface ConfigurationInput {
  /** The file's text: YAML 1.2 or JSON. */
  readonly text: string;
  /** Its name as messages show it. */
  readonly file: string;
  readonly references: ReferenceContext;
  /** Permits `http:` and private addresses. Default false; development only. */
  readonly allowInsecureEndpoints?: boolean;
}

export interface ReadConfiguration {
  readonly document: ConfigurationDocument;
  /** Where secrets stand in the file itself. */
  readonly literalSecrets: readonly Place[];
}

const MAX_ORGANIZATIONS = 10_000;

/**
 * Gives the checked configuration with every secret resolved.
 *
 * @throws ConfigurationError with all problems at once, each with its line, what was expected and what to do.
 */
export async function readConfiguration(input: ConfigurationInput): Promise<ReadConfiguration> {
  const problems = new Problems();
  const context: ReadContext = {
    problems,
    references: input.references,
    literalSecrets: [],
    allowInsecureEndpoints: input.allowInsecureEndpoints ?? false,
  };
  const root = parseYaml(input.text, problems);
  const organizations = root === undefined ? [] : await readOrganizations(root, context);
  addDuplicateNames(organizations, problems);
  checkSharedPaths(
    organizations.flatMap((organization) => organization.sources),
    problems,
  );
  const found = problems.inOrder();
  if (found.length > 0) throw new ConfigurationError(input.file, found);
  return {
    document: { organizations: organizations.map((organization) => organization.document) },
    literalSecrets: context.literalSecrets,
  };
}

async function readOrganizations(
  root: LocatedValue,
  context: ReadContext,
): Promise<readonly LocatedOrganization[]> {
  const organizations: LocatedOrganization[] = [];
  for (const [index, item] of organizationItems(root, context.problems).entries()) {
    const organization = await readOrganization(item, `organizations[${index}]`, context);
    if (organization !== undefined) organizations.push(organization);
  }
  return organizations;
}

/** The entries of the list of organizations, not yet read; none after a problem. */
export function organizationItems(root: LocatedValue, problems: Problems): readonly LocatedValue[] {
  const list = readFields(root, "", { table: configurationFields, problems })?.values.organizations;
  if (list === undefined) return [];
  return readItems(list, "organizations", { maxItems: MAX_ORGANIZATIONS, problems }) ?? [];
}
