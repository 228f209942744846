import type { Caller, Secret } from "../../config/configuration.ts";
import type { ConfigurationChange, SecretRow } from "../configuration-rows.ts";
import type { ChangedResource, ResourceOwner } from "./changed-resources.ts";
import type { StoredOrganization } from "./stored-resource.ts";

/** Tells which callers and secrets of an organization a planned change makes, changes and takes away. */
export function changedParts(
  change: ConfigurationChange,
  stored: StoredOrganization,
): readonly ChangedResource[] {
  const owners = ownersById(change, stored);
  const callers = callersOf(stored);
  const secrets = secretsOf(stored);
  return [
    ...change.callers.map(({ id, name, sourceId, disabledReason }): ChangedResource => {
      const isKnown = callers.some((caller) => caller.id === id);
      const kind = disabledReason === null ? (isKnown ? "update" : "create") : "delete";
      return { change: kind, kind: "caller", name, ...ownedBy(owners, sourceId), fields: [] };
    }),
    ...change.secrets.map((row): ChangedResource => {
      const before = secrets.find(({ secret }) => secret.id === row.id)?.secret;
      const part = { kind: "secret", name: row.name, ...ownedBy(owners, row.ownerId) } as const;
      if (before === undefined) return { ...part, change: "create", fields: [] };
      return { ...part, change: "update", fields: differingTimes(before, row) };
    }),
    ...secrets
      .filter(({ secret }) => change.revokedSecrets.includes(secret.id))
      .map(({ secret, owner }): ChangedResource => ({
        change: "revoke",
        kind: "secret",
        name: secret.name,
        owner,
        fields: [],
      })),
  ];
}

function ownedBy(owners: ReadonlyMap<number, ResourceOwner>, id: number): { readonly owner?: ResourceOwner } {
  const owner = owners.get(id);
  return owner === undefined ? {} : { owner };
}

/** Ids are unique over all kinds. */
function ownersById(
  change: ConfigurationChange,
  stored: StoredOrganization,
): ReadonlyMap<number, ResourceOwner> {
  return new Map([
    ...named("source", [...stored.sources, ...change.sources]),
    ...named("caller", [...callersOf(stored), ...change.callers]),
    ...named("endpoint", [...stored.endpoints, ...change.endpoints]),
  ]);
}

function named(
  kind: ResourceOwner["kind"],
  rows: readonly { readonly id: number; readonly name: string }[],
): readonly (readonly [number, ResourceOwner])[] {
  return rows.map(({ id, name }) => [id, { kind, name }]);
}

function callersOf({ sources }: StoredOrganization): readonly Caller[] {
  return sources.flatMap(({ callers }) => callers);
}

interface OwnedSecret {
  readonly secret: Secret;
  readonly owner: ResourceOwner;
}

function secretsOf(stored: StoredOrganization): readonly OwnedSecret[] {
  return [
    ...ownedSecrets("source", stored.sources),
    ...ownedSecrets("caller", callersOf(stored)),
    ...ownedSecrets("endpoint", stored.endpoints),
  ];
}

function ownedSecrets(
  kind: ResourceOwner["kind"],
  owners: readonly { readonly name: string; readonly secrets: readonly Secret[] }[],
): readonly OwnedSecret[] {
  return owners.flatMap(({ name, secrets }) => secrets.map((secret) => ({ secret, owner: { kind, name } })));
}

/** Which of its times differ; neither where only its place among the others does. */
function differingTimes(before: Secret, after: SecretRow): readonly string[] {
  return (["notBefore", "notAfter"] as const).filter((name) => (before[name] ?? null) !== after[name]);
}
