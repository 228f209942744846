import type { WrappedKey } from "../../secrets/master-key-ring.ts";

/** Under which master key the database is sealed. */
export interface MasterKeyState {
  readonly fingerprint: Uint8Array;
  /** Present while a rotation is under way. */
  readonly next: Uint8Array | null;
}

/** A row that holds a key which a master key wraps. */
export interface WrappedKeyRow extends WrappedKey {
  readonly table: "data_keys" | "organizations";
  readonly id: number;
  readonly organizationId: number;
}

/** How many keys of one organization are wrapped by a master key. */
export interface WrappedKeyCount {
  readonly organizationId: number;
  readonly count: number;
}

/** What the rotation of the master key needs of the database. */
export interface MasterKeyRows {
  readMasterKeyState(): Promise<MasterKeyState>;
  /** Some of the keys that this master key wraps; none when all are wrapped anew. */
  listWrappedKeys(wrappedBy: Uint8Array, limit: number): Promise<readonly WrappedKeyRow[]>;
  countWrappedKeys(wrappedBy: Uint8Array): Promise<readonly WrappedKeyCount[]>;
  /** Writes them over the rows that are still wrapped by `from`. */
  rewrapKeys(from: Uint8Array, rows: readonly WrappedKeyRow[]): Promise<void>;
  /**
   * Writes back the log and empties it, so that what was overwritten is in none of the files. False where a reader, such
   * as a backup, kept a part of it.
   */
  flushDeleted(): Promise<boolean>;
}
