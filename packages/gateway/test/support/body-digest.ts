import { createHash } from "node:crypto";

/** SHA-256 in hex: how tests compare bodies without holding them all. */
export function bodyDigest(body: Uint8Array): string {
  return createHash("sha256").update(body).digest("hex");
}
