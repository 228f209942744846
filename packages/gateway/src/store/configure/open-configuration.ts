import type { Caller, Secret } from "../../config/configuration.ts";
import type { ConfigurationVault } from "./configuration-vault.ts";
import type { CallerDefinition, EndpointDefinition, SourceDefinition } from "./definitions.ts";
import type {
  EndpointRow,
  SealedConfiguration,
  SecretOwner,
  SecretRow,
  SourceRow,
} from "../configuration-rows.ts";
import type { StoredEndpoint, StoredOrganization, StoredSource } from "./stored-resource.ts";

export interface OpenedConfiguration {
  readonly organizations: readonly StoredOrganization[];
}

/** Opens everything and puts it together as the configuration; organizations and resources in order of their ids. */
export async function openConfiguration(
  vault: ConfigurationVault,
  sealed: SealedConfiguration,
): Promise<OpenedConfiguration> {
  const secrets = await openSecrets(vault, sealed.secrets);
  const callers = await openCallers(vault, sealed, secrets);
  const sources = new Map<number, StoredSource[]>();
  for (const row of sealed.sources) {
    const definition = await openDefinition<SourceDefinition>(vault, "sources", row);
    push(sources, row.organizationId, {
      ...definition,
      ...factsOf(row),
      ...(row.disabledReason !== null && { disabledReason: row.disabledReason }),
      secrets: secrets.get(ownerKey("source", row.id)) ?? [],
      callers: callers.get(row.id) ?? [],
    });
  }
  const endpoints = new Map<number, StoredEndpoint[]>();
  for (const row of sealed.endpoints) {
    const definition = await openDefinition<EndpointDefinition>(vault, "endpoints", row);
    push(endpoints, row.organizationId, {
      ...definition,
      ...factsOf(row),
      ...(row.disabledReason !== null && { disabledReason: row.disabledReason }),
      secrets: secrets.get(ownerKey("endpoint", row.id)) ?? [],
    });
  }
  return {
    organizations: sealed.organizations.map((row) => ({
      ...row,
      sources: sources.get(row.id) ?? [],
      endpoints: endpoints.get(row.id) ?? [],
    })),
  };
}

type Facts = Pick<StoredSource, "id" | "name" | "managedBy" | "version" | "createdAt" | "isEnabled">;

function factsOf(row: SourceRow | EndpointRow): Facts {
  const { id, name, managedBy, version, createdAt } = row;
  return { id, name, managedBy, version, createdAt, isEnabled: row.disabledReason === null };
}

async function openCallers(
  vault: ConfigurationVault,
  sealed: SealedConfiguration,
  secrets: ReadonlyMap<string, readonly Secret[]>,
): Promise<ReadonlyMap<number, readonly Caller[]>> {
  const callers = new Map<number, Caller[]>();
  for (const row of sealed.callers) {
    if (row.disabledReason !== null) continue;
    const definition = await openDefinition<CallerDefinition>(vault, "callers", row);
    push(callers, row.sourceId, {
      ...definition,
      id: row.id,
      name: row.name,
      secrets: secrets.get(ownerKey("caller", row.id)) ?? [],
    });
  }
  return callers;
}

async function openSecrets(
  vault: ConfigurationVault,
  rows: readonly SecretRow[],
): Promise<ReadonlyMap<string, readonly Secret[]>> {
  const secrets = new Map<string, Secret[]>();
  for (const row of [...rows].sort((a, b) => a.position - b.position)) {
    const cell = { table: "secrets", column: "value" } as const;
    const value = await vault.open(cell, row, { sealed: row.value, dataKeyId: row.dataKeyId });
    push(secrets, ownerKey(row.ownerKind, row.ownerId), {
      id: row.id,
      name: row.name,
      // Sealed as a text by this store; the seal vouches for it.
      value: value as string,
      ...(row.notBefore !== null && { notBefore: row.notBefore }),
      ...(row.notAfter !== null && { notAfter: row.notAfter }),
    });
  }
  return secrets;
}

interface DefinedRow {
  readonly id: number;
  readonly organizationId: number;
  readonly definition: Uint8Array;
  readonly dataKeyId: number;
}

/** The seal vouches for the shape: only a definition of this kind is ever sealed for this cell. */
async function openDefinition<Definition>(
  vault: ConfigurationVault,
  table: "sources" | "callers" | "endpoints",
  row: DefinedRow,
): Promise<Definition> {
  const sealed = { sealed: row.definition, dataKeyId: row.dataKeyId };
  return (await vault.open({ table, column: "definition" }, row, sealed)) as Definition;
}

function ownerKey(kind: SecretOwner, id: number): string {
  return `${kind}/${id}`;
}

function push<Key, Value>(lists: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}
