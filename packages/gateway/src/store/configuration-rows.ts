import type { DisabledReason, ManagedBy } from "../config/configuration.ts";
import type { WrappedKey } from "../secrets/master-key-ring.ts";

/** Rows of the configuration as of one moment; revoked secrets are left out. */
export interface SealedConfiguration {
  readonly organizations: readonly OrganizationRow[];
  readonly schemes: readonly SchemeRow[];
  readonly sources: readonly SourceRow[];
  readonly callers: readonly CallerRow[];
  readonly endpoints: readonly EndpointRow[];
  readonly secrets: readonly SecretRow[];
}

export interface OrganizationRow {
  readonly id: number;
  readonly name: string;
  readonly configVersion: number;
}

interface DefinedRow {
  readonly id: number;
  readonly organizationId: number;
  readonly name: string;
  /** JSON, sealed. */
  readonly definition: Uint8Array;
  readonly dataKeyId: number;
}

/** What schemes, sources and endpoints have beside their definitions. */
interface ManagedRow extends DefinedRow {
  readonly managedBy: ManagedBy;
  /** 1 at first, raised by each change. */
  readonly version: number;
  readonly createdAt: number;
}

/** A scheme of the organization's own. Its name is the scheme's id. */
export interface SchemeRow extends ManagedRow {
  readonly disabledReason: "removed" | null;
}

export interface SourceRow extends ManagedRow {
  readonly scheme: string;
  readonly disabledReason: Exclude<DisabledReason, "gone"> | null;
}

export interface CallerRow extends DefinedRow {
  readonly sourceId: number;
  readonly disabledReason: "removed" | null;
}

export interface EndpointRow extends ManagedRow {
  readonly scheme: string;
  readonly concurrency: number;
  readonly disabledReason: DisabledReason | null;
}

export type SecretOwner = "source" | "caller" | "endpoint";

export interface SecretRow {
  readonly id: number;
  readonly organizationId: number;
  readonly ownerKind: SecretOwner;
  readonly ownerId: number;
  readonly name: string;
  /** 0 is the newest of its owner. */
  readonly position: number;
  readonly value: Uint8Array;
  readonly dataKeyId: number;
  readonly state: "active" | "retiring";
  readonly createdAt: number;
  readonly notBefore: number | null;
  readonly notAfter: number | null;
}

export interface NewOrganization {
  readonly id: number;
  readonly name: string;
  readonly managedBy: ManagedBy;
  readonly hashKey: WrappedKey;
}

/** Rows to write; a row whose id exists is replaced. */
export interface ConfigurationChange {
  /** Every organization there is, as the change was planned on it. */
  readonly expected: readonly OrganizationRow[];
  readonly addedOrganizations: readonly NewOrganization[];
  readonly raisedOrganizations: readonly number[];
  readonly schemes: readonly SchemeRow[];
  /** Their rows are taken away. */
  readonly deletedSchemes: readonly number[];
  readonly sources: readonly SourceRow[];
  readonly callers: readonly CallerRow[];
  readonly endpoints: readonly EndpointRow[];
  readonly secrets: readonly SecretRow[];
  readonly revokedSecrets: readonly number[];
}
