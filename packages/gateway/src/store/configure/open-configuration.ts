import type { Scheme } from "countersign";
import type { Caller, Secret } from "../../config/configuration.ts";
import type { ConfigurationVault } from "./configuration-vault.ts";
import type { CallerDefinition, EndpointDefinition, SourceDefinition } from "./definitions.ts";
import type {
  EndpointRow,
  SealedConfiguration,
  SecretOwner,
  SchemeRow,
  SecretRow,
  SourceRow,
} from "../configuration-rows.ts";
import type { StoredEndpoint, StoredOrganization, StoredScheme, StoredSource } from "./stored-resource.ts";

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
  const schemes = await openSchemes(vault, sealed.schemes);
  const sources = new Map<number, StoredSource[]>();
  for (const row of sealed.sources) {
    const definition = await openDefinition<SourceDefinition>(vault, "sources", row);
    push(sources, row.organizationId, {
      ...definition,
      ...schemeOf(definition, schemes.get(row.organizationId)),
      ...resourceFactsOf(row),
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
      ...schemeOf(definition, schemes.get(row.organizationId)),
      ...resourceFactsOf(row),
      ...(row.disabledReason !== null && { disabledReason: row.disabledReason }),
      secrets: secrets.get(ownerKey("endpoint", row.id)) ?? [],
    });
  }
  return {
    organizations: sealed.organizations.map((row) => ({
      ...row,
      schemes: schemes.get(row.id) ?? [],
      sources: sources.get(row.id) ?? [],
      endpoints: endpoints.get(row.id) ?? [],
    })),
  };
}

type Facts = Pick<StoredScheme, "id" | "name" | "managedBy" | "version" | "createdAt">;

function factsOf({ id, name, managedBy, version, createdAt }: SchemeRow | SourceRow | EndpointRow): Facts {
  return { id, name, managedBy, version, createdAt };
}

function resourceFactsOf(row: SourceRow | EndpointRow): Facts & Pick<StoredSource, "isEnabled"> {
  return { ...factsOf(row), isEnabled: row.disabledReason === null };
}

/** By organization. */
async function openSchemes(
  vault: ConfigurationVault,
  rows: readonly SchemeRow[],
): Promise<ReadonlyMap<number, readonly StoredScheme[]>> {
  const schemes = new Map<number, StoredScheme[]>();
  for (const row of rows) {
    push(schemes, row.organizationId, {
      ...factsOf(row),
      ...(row.disabledReason !== null && { disabledReason: row.disabledReason }),
      scheme: await openDefinition<Scheme>(vault, "schemes", row),
    });
  }
  return schemes;
}

/** The scheme that a definition holds or names. */
function schemeOf(
  { scheme }: SourceDefinition | EndpointDefinition,
  own: readonly StoredScheme[] = [],
): Pick<StoredSource, "scheme" | "hasStoredScheme"> {
  if (typeof scheme !== "string") return { scheme };
  const found = own.find(({ name }) => name === scheme);
  if (found === undefined) throw new Error("no scheme is deleted that something names");
  return { scheme: found.scheme, hasStoredScheme: true };
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
  table: "schemes" | "sources" | "callers" | "endpoints",
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
