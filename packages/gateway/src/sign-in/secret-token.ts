import { createHash, randomBytes } from "node:crypto";

/** Nobody guesses 256 bits, and a hash of them needs no salt and no slowness. */
const TOKEN_BYTES = 32;
const TOKEN = /^[A-Za-z0-9_-]{43}$/;

/** Makes the token of a session, or the code of an invitation. */
export function newSecretToken(): string {
  return randomBytes(TOKEN_BYTES).toString("base64url");
}

/** What the store keeps of it: its SHA-256. Undefined for what is no token of ours. */
export function hashSecretToken(token: string): Uint8Array | undefined {
  return TOKEN.test(token) ? createHash("sha256").update(token, "ascii").digest() : undefined;
}
