import type { Role } from "./role.ts";

/** An API key as the database keeps it: never the key, only its hash. */
export interface ApiKeyRow {
  readonly id: number;
  readonly organizationId: number;
  readonly name: string;
  readonly role: Role;
  /** SHA-256 of the whole key text, 32 bytes. */
  readonly keyHash: Uint8Array;
  readonly createdAt: number;
  readonly expiresAt: number | null;
  readonly revokedAt: number | null;
  readonly lastUsedAt: number | null;
}

export interface NewApiKeyRow extends ApiKeyRow {
  /** Whether it is refused where there is a key or a user already, of any organization. */
  readonly mustBeFirst: boolean;
}

export interface ApiKeyRows {
  /** The key with this hash, also one that is revoked or has expired. */
  findApiKey(keyHash: Uint8Array): Promise<ApiKeyRow | undefined>;
  /** All keys of an organization, newest first. */
  listApiKeys(organizationId: number): Promise<readonly ApiKeyRow[]>;
  countApiKeys(): Promise<number>;
  noteApiKeyUse(id: number, at: number): Promise<void>;
}
