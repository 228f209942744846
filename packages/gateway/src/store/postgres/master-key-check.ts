import { checkGivenMasterKeys } from "../keys/check-given-master-keys.ts";
import { readMasterKeyState } from "./master-keys.ts";
import { prepare } from "./query.ts";
import type { Transaction } from "./query.ts";

const insertFirst = prepare(
  "INSERT INTO meta (id, master_key_fingerprint) VALUES (1, $1) ON CONFLICT DO NOTHING",
);

/**
 * Remembers the master key's fingerprint on the first start of the first gateway and, on every other, checks that each
 * master key which the database needs is among the given ones.
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
  checkGivenMasterKeys(await readMasterKeyState(transaction), fingerprints);
}
