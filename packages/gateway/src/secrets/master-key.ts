import { createHash, createSecretKey } from "node:crypto";
import type { KeyObject } from "node:crypto";
import { GatewayError } from "../errors.ts";

/** AES-256. */
export const MASTER_KEY_BYTES = 32;

/** Enough to tell keys apart, and of no use to find one. */
const FINGERPRINT_BYTES = 16;
const FINGERPRINT_LABEL = "countersign master key fingerprint v1";

/** The key that wraps all others. It never reaches the database; its fingerprint does. */
export interface MasterKey {
  readonly key: KeyObject;
  readonly fingerprint: Uint8Array;
}

/** @throws GatewayError `master_key_invalid` unless `bytes` are exactly 32. */
export function createMasterKey(bytes: Uint8Array): MasterKey {
  if (bytes.length !== MASTER_KEY_BYTES) {
    throw new GatewayError(
      "master_key_invalid",
      `expected a master key of ${MASTER_KEY_BYTES} bytes, found ${bytes.length}`,
    );
  }
  const digest = createHash("sha256").update(FINGERPRINT_LABEL).update(bytes).digest();
  return { key: createSecretKey(bytes), fingerprint: new Uint8Array(digest.subarray(0, FINGERPRINT_BYTES)) };
}
