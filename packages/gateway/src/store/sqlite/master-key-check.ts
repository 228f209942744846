import { checkGivenMasterKeys } from "../keys/check-given-master-keys.ts";
import type { MasterKeyState } from "../keys/master-key-rows.ts";
import type { Database } from "./driver.ts";
import { prepare } from "./query.ts";

/**
 * Remembers the master key's fingerprint on the first start and, on every other, checks that each master key which the
 * database needs is among the given ones: one, or two while a rotation is under way.
 *
 * @param fingerprints the first is the one to begin with.
 * @throws GatewayError `master_key_mismatch`.
 */
export function checkMasterKeys(database: Database, fingerprints: readonly Uint8Array[]): void {
  const known = prepare<MasterKeyState>(
    database,
    "SELECT master_key_fingerprint AS fingerprint, next_master_key_fingerprint AS next FROM meta WHERE id = 1",
  ).get();
  if (known !== undefined) return checkGivenMasterKeys(known, fingerprints);
  const [first] = fingerprints;
  if (first === undefined) throw new Error("a store needs a master key");
  prepare(database, "INSERT INTO meta (id, master_key_fingerprint) VALUES (1, ?)").run(first);
}
