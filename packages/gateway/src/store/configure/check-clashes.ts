import { GatewayError } from "../../errors.ts";
import type { OpenedConfiguration } from "./open-configuration.ts";
import type { FileToPlan } from "./plan-configuration.ts";
import { isOfApi } from "./is-of-api.ts";
import { sharedPathFault } from "./shared-path-fault.ts";

/**
 * @throws GatewayError `configuration_conflict` where the file claims a name that the API's resources have, or a path of
 * a source that it does not replace.
 */
export function checkClashes(
  opened: OpenedConfiguration,
  { document, leavesOthers }: Pick<FileToPlan, "document" | "leavesOthers">,
): void {
  const named = new Set(document.organizations.map(({ name }) => name));
  const keptSources = opened.organizations.flatMap(({ name, sources }) => {
    const areLeft = leavesOthers === true && !named.has(name);
    return sources.filter((source) => isOfApi(source) || (areLeft && source.disabledReason !== "deleted"));
  });
  const stored = new Map(opened.organizations.map((organization) => [organization.name, organization]));
  for (const { name: organization, schemes = [], sources, endpoints } of document.organizations) {
    const present = stored.get(organization);
    const taken = {
      schemes: new Set(present?.schemes.filter(isOfApi).map(({ name }) => name)),
      sources: new Set(present?.sources.filter(isOfApi).map(({ name }) => name)),
      endpoints: new Set(present?.endpoints.filter(isOfApi).map(({ name }) => name)),
    };
    for (const { id } of schemes) if (taken.schemes.has(id)) throw clash(organization, `scheme ${id}`);
    for (const { name } of sources) if (taken.sources.has(name)) throw clash(organization, `source ${name}`);
    for (const { name } of endpoints) {
      if (taken.endpoints.has(name)) throw clash(organization, `endpoint ${name}`);
    }
    for (const source of sources) {
      const fault = sharedPathFault(source, keptSources);
      if (fault !== undefined) throw clash(organization, `source ${source.name}, with its ${fault},`);
    }
  }
}

function clash(organization: string, what: string): GatewayError {
  return new GatewayError(
    "configuration_conflict",
    `organization ${organization}: the ${what} is in the file, and managed elsewhere as well`,
  );
}
