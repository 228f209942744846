import type { Organization } from "../../config/configuration.ts";
import { wantsSource } from "../../config/wants-source.ts";
import { isOwnSourceName, ownSources } from "../../config/own-sources.ts";
import type { EventQuery } from "./event-store.ts";
import type { EventRowFilter } from "./event-rows.ts";

/** Puts row ids in place of names. Undefined where a name is none of the organization's, so that nothing fits. */
export function resolveEventQuery(organization: Organization, query: EventQuery): EventRowFilter | undefined {
  const { source, types, endpoint, missedBy, ...plain } = query;
  const sourceId = source === undefined ? undefined : sourceIdOf(organization, source);
  const endpointId = endpoint === undefined ? undefined : endpointIdOf(organization, endpoint);
  const wanted = missedBy === undefined ? undefined : wantedBy(organization, missedBy);
  if (source !== undefined && sourceId === undefined) return undefined;
  if (endpoint !== undefined && endpointId === undefined) return undefined;
  if (missedBy !== undefined && wanted === undefined) return undefined;
  const lists = [types, wanted?.types].filter((list) => list !== undefined);
  const sourceIds = sourceId === undefined ? wanted?.sourceIds : [sourceId].filter(isIn(wanted?.sourceIds));
  return {
    ...plain,
    ...(sourceIds !== undefined && { sourceIds }),
    ...(lists.length > 0 && { typePatterns: lists }),
    ...(endpointId !== undefined && { endpointId }),
    ...(wanted !== undefined && { missedByEndpointId: wanted.endpointId }),
  };
}

/** The id of a source, one of the gateway's own included. */
export function sourceIdOf(organization: Organization, name: string): number | undefined {
  if (isOwnSourceName(name)) return ownSources[name];
  return organization.sources.find((source) => source.name === name)?.id;
}

export function endpointIdOf(organization: Organization, name: string): number | undefined {
  return organization.endpoints.find((endpoint) => endpoint.name === name)?.id;
}

interface Wanted {
  readonly endpointId: number;
  readonly sourceIds: readonly number[];
  readonly types: readonly string[];
}

/** What an endpoint's subscription asks for. Its conditions on bodies are not asked: bodies are sealed. */
function wantedBy({ endpoints, sources }: Organization, name: string): Wanted | undefined {
  const endpoint = endpoints.find((one) => one.name === name);
  if (endpoint === undefined) return undefined;
  const own = Object.entries(ownSources).map(([ownName, id]) => ({ name: ownName, id }));
  const wanted = [...sources, ...own].filter((source) => wantsSource(endpoint.sources, source.name));
  return { endpointId: endpoint.id, sourceIds: wanted.map(({ id }) => id), types: endpoint.events };
}

function isIn(allowed: readonly number[] | undefined): (id: number) => boolean {
  return (id) => allowed === undefined || allowed.includes(id);
}
