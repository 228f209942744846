import { decodeLowerCaseHex } from "../encoding/hex.ts";

/** The bytes a scheme appends to the MAC before it is encoded; the scheme's check has seen that they are hex. */
export function appendedBytes(hex: string | undefined): Uint8Array {
  const bytes = new Uint8Array((hex ?? "").length / 2);
  decodeLowerCaseHex(hex ?? "", bytes);
  return bytes;
}
