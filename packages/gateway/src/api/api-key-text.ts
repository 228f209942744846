import { createHash, randomBytes } from "node:crypto";

/** Nobody guesses 256 bits, and a hash of them needs no salt and no slowness. */
const KEY_BYTES = 32;
const PREFIX = "csk_";
const BEARER = /^Bearer (csk_[A-Za-z0-9_-]{43})$/i;

/** Makes the text of a new API key. */
export function newApiKeyText(): string {
  return `${PREFIX}${randomBytes(KEY_BYTES).toString("base64url")}`;
}

/** What the store keeps of a key: SHA-256 of its text. */
export function hashApiKey(key: string): Uint8Array {
  return createHash("sha256").update(key, "ascii").digest();
}

/** The key of an Authorization header, or undefined for anything that is no key of ours. */
export function readBearerKey(authorization: string | undefined): string | undefined {
  return BEARER.exec(authorization ?? "")?.[1];
}
