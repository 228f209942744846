import { GatewayError } from "../../errors.ts";
import type { MasterKeyState } from "../keys/master-key-rows.ts";
import { prepare } from "./query.ts";
import type { Transaction } from "./query.ts";

const insertFirst = prepare(
  "INSERT INTO meta (id, master_key_fingerprint) VALUES (1, $1) ON CONFLICT DO NOTHING",
);
const readState = prepare<MasterKeyState>(
  "SELECT master_key_fingerprint AS fingerprint, next_master_key_fingerprint AS next FROM meta WHERE id = 1",
);

/**
 * Remembers the master key's fingerprint on the first start of the first gateway and, on every other, checks that each
 * master key which the database needs is among the given ones: one, or two while a rotation is under way.
 *
 * @param fingerprints the first is the one to begin with.
 * @throws GatewayError `master_key_mismatch`.
 */
export async function checkMasterKeys(
  transaction: Transaction,
  fingerprints: readonly Uint8Array[],
): Promise<void> {
  const [first] = fingerprints;
  if (first === undefined) throw new Error("a store needs a master key");
  await insertFirst.run(transaction, first);
  const known = await readState.get(transaction);
  if (known === undefined) throw new Error("the database knows no master key");
  const isGiven = (wanted: Uint8Array): boolean =>
    fingerprints.some((fingerprint) => Buffer.compare(fingerprint, wanted) === 0);
  if (!isGiven(known.fingerprint)) {
    throw new GatewayError("master_key_mismatch", "the database was sealed under another master key");
  }
  if (known.next !== null && !isGiven(known.next)) {
    throw new GatewayError(
      "master_key_mismatch",
      "a rotation of the master key is under way: the key that it rotates to is needed as well",
    );
  }
}
