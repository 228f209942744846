import type { OrganizationDocument } from "../configuration.ts";
import { checkSharedPaths } from "./check-shared-paths.ts";
import { ConfigurationError } from "./configuration-error.ts";
import type { Place } from "./configuration-problem.ts";
import type { LocatedValue } from "./located-value.ts";
import { parseYaml } from "./parse-yaml.ts";
import { Problems } from "./problems.ts";
import type { ReadContext } from "./read-context.ts";
import { organizationItems } from "./read-configuration.ts";
import { readOrganization } from "./read-organization.ts";

export interface OwnOrganizationInput {
  /** The text of a whole configuration file, written on another machine. */
  readonly text: string;
  /** Name of the organization whose entry is read; the others of the file are not looked at. */
  readonly organization: string;
  /** References that the other machine has resolved: as written → value. */
  readonly values: ReadonlyMap<string, string>;
  /** Permits `http:` and private addresses. Development only. */
  readonly allowInsecureEndpoints: boolean;
}

export type OwnOrganizationRead =
  | { readonly isWhole: true; readonly document: OrganizationDocument }
  /** Nothing else is wrong, but the values of these references are wanted. */
  | { readonly isWhole: false; readonly wantedReferences: readonly Place[] };

/** What messages call the text: only its sender knows the file. */
const FILE = "the configuration file";

/**
 * Reads one organization of a configuration file that was sent from another machine, by the rules of the file. This
 * machine's variables, files and programs are not looked at.
 *
 * @throws ConfigurationError with all problems at once.
 */
export async function readOwnOrganization(input: OwnOrganizationInput): Promise<OwnOrganizationRead> {
  const problems = new Problems();
  const wantedReferences: Place[] = [];
  const context: ReadContext = {
    problems,
    references: { values: input.values },
    wantedReferences,
    literalSecrets: [],
    allowInsecureEndpoints: input.allowInsecureEndpoints,
  };
  const root = parseYaml(input.text, problems);
  const items = root === undefined ? [] : organizationItems(root, problems);
  const index = items.findIndex((item) => nameOf(item) === input.organization);
  const item = items[index];
  if (item === undefined && problems.count === 0) addMissing(input.organization, problems);
  const read =
    item === undefined ? undefined : await readOrganization(item, `organizations[${index}]`, context);
  checkSharedPaths(read?.sources ?? [], problems);

  const isWanted = ({ line, column }: Place): boolean =>
    wantedReferences.some((place) => place.line === line && place.column === column);
  const others = problems.inOrder().filter((problem) => !isWanted(problem));
  if (others.length > 0) throw new ConfigurationError(FILE, others);
  if (wantedReferences.length > 0) return { isWhole: false, wantedReferences };
  if (read === undefined) throw new Error("an organization that is not read has a problem");
  return { isWhole: true, document: read.document };
}

function nameOf(item: LocatedValue): unknown {
  const name = item.kind === "map" ? item.entries.get("name")?.value : undefined;
  return name?.kind === "scalar" ? name.value : undefined;
}

function addMissing(organization: string, problems: Problems): void {
  problems.add(
    { line: 1, column: 1 },
    {
      code: "missing_key",
      field: "organizations",
      expected: `an entry with the name ${organization}, the organization of the API key`,
      found: "none",
      remedy: "correct the name in the file, or use a key of the organization that is meant",
    },
  );
}
