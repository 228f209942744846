import { GatewayError } from "../errors.ts";
import { MASTER_KEY_BYTES, createMasterKey } from "./master-key.ts";
import type { MasterKey } from "./master-key.ts";

/** 32 bytes in canonical base64: 43 characters and one `=`, where the last character carries 4 bits. */
const BASE64_OF_32_BYTES = /^[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=$/;

/**
 * Reads a master key written in base64, with or without a line end.
 *
 * @param found says where the text comes from, for the error.
 * @throws GatewayError `master_key_invalid`.
 */
export function parseMasterKey(text: string, found: string): MasterKey {
  const trimmed = text.replace(/\r?\n$/, "");
  if (!BASE64_OF_32_BYTES.test(trimmed)) {
    throw new GatewayError(
      "master_key_invalid",
      `expected ${MASTER_KEY_BYTES} bytes in base64 (44 characters); ${found} has ${trimmed.length} characters or another alphabet`,
    );
  }
  return createMasterKey(Buffer.from(trimmed, "base64"));
}
