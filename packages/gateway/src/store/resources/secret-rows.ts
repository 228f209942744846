import type { SecretOwner } from "../configuration-rows.ts";

/** What is known of a secret beside its value. */
export interface SecretFactsRow {
  readonly id: number;
  readonly ownerKind: SecretOwner;
  readonly ownerId: number;
  readonly name: string;
  /** 0 is the newest of its owner. */
  readonly position: number;
  readonly state: "active" | "retiring" | "revoked";
  readonly createdAt: number;
  readonly notBefore: number | null;
  readonly notAfter: number | null;
  readonly lastMatchedAt: number | null;
  readonly matches: number;
}

/** How often a secret matched since this was last noted. */
export interface SecretUseRow {
  readonly secretId: number;
  readonly matches: number;
  readonly lastMatchedAt: number;
}

export interface SecretRows {
  /** All secrets of an organization, revoked ones included, those of an owner newest first. */
  listSecrets(organizationId: number): Promise<readonly SecretFactsRow[]>;
  /** Adds to what is noted; one statement however many they are. */
  noteSecretUses(uses: readonly SecretUseRow[]): Promise<void>;
}
