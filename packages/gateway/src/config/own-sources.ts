/**
 * The sources of an organization that are no connection: what it sends itself through the API, and what the gateway tells
 * of its own troubles. They have no row, and their names belong to nobody else.
 */
export const ownSources = { api: 0, countersign: -1 } as const;

export type OwnSourceName = keyof typeof ownSources;

const namesById: ReadonlyMap<number, OwnSourceName> = new Map([
  [ownSources.api, "api"],
  [ownSources.countersign, "countersign"],
]);

/** Whether a source of this id needs no row. */
export function isOwnSource(sourceId: number): boolean {
  return namesById.has(sourceId);
}

/** Whether a source of this name needs no row, so that no other may have it. */
export function isOwnSourceName(name: string): name is OwnSourceName {
  return Object.hasOwn(ownSources, name);
}
