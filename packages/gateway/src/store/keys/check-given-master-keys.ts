import { GatewayError } from "../../errors.ts";
import type { MasterKeyState } from "./master-key-rows.ts";

/**
 * Checks that each master key which the database needs is among the given ones: one, or two while a rotation is under way.
 *
 * @throws GatewayError `master_key_mismatch`.
 */
export function checkGivenMasterKeys(known: MasterKeyState, fingerprints: readonly Uint8Array[]): void {
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
