import { GatewayError } from "../../errors.ts";
import type { Database } from "./driver.ts";
import { prepare } from "./query.ts";

/**
 * Remembers the master key's fingerprint on the first start and compares it on every other.
 *
 * @throws GatewayError `master_key_mismatch`.
 */
export function checkMasterKey(database: Database, fingerprint: Uint8Array): void {
  const known = prepare<{ readonly fingerprint: Uint8Array }>(
    database,
    "SELECT master_key_fingerprint AS fingerprint FROM meta WHERE id = 1",
  ).get();
  if (known === undefined) {
    prepare(database, "INSERT INTO meta (id, master_key_fingerprint) VALUES (1, ?)").run(fingerprint);
  } else if (Buffer.compare(known.fingerprint, fingerprint) !== 0) {
    throw new GatewayError("master_key_mismatch", "the database was sealed under another master key");
  }
}
