import type { ConfigurationDocument } from "../../config/configuration.ts";
import { GatewayError } from "../../errors.ts";
import type { OpenedConfiguration } from "./open-configuration.ts";
import { sharedPathFault } from "./shared-path-fault.ts";
import type { ResourceFacts } from "./stored-resource.ts";

/** @throws GatewayError `configuration_conflict` where the file claims a name or a path that the API's resources have. */
export function checkClashes(opened: OpenedConfiguration, document: ConfigurationDocument): void {
  const ownSources = opened.organizations.flatMap(({ sources }) => sources.filter(isOfApi));
  const stored = new Map(opened.organizations.map((organization) => [organization.name, organization]));
  for (const { name: organization, sources, endpoints } of document.organizations) {
    const present = stored.get(organization);
    const taken = {
      sources: new Set(present?.sources.filter(isOfApi).map(({ name }) => name)),
      endpoints: new Set(present?.endpoints.filter(isOfApi).map(({ name }) => name)),
    };
    for (const { name } of sources) if (taken.sources.has(name)) throw clash(organization, `source ${name}`);
    for (const { name } of endpoints) {
      if (taken.endpoints.has(name)) throw clash(organization, `endpoint ${name}`);
    }
    for (const source of sources) {
      const fault = sharedPathFault(source, ownSources);
      if (fault !== undefined) throw clash(organization, `source ${source.name}, with its ${fault},`);
    }
  }
}

function isOfApi({ managedBy, disabledReason }: ResourceFacts): boolean {
  return managedBy === "api" && disabledReason !== "deleted";
}

function clash(organization: string, what: string): GatewayError {
  return new GatewayError(
    "configuration_conflict",
    `organization ${organization}: the ${what} is in the file, and managed by the API as well`,
  );
}
