import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";

const MAC_BYTES = 32;
const key = Symbol("key");

/**
 * Does the work of a verification for requests that have none, so that a refusal takes as long whether the source exists
 * or not.
 */
export class DummyMac {
  readonly [key] = randomBytes(MAC_BYTES);

  /** Hashes the body under a random key and compares. The result means nothing. */
  spend(body: Uint8Array): void {
    timingSafeEqual(createHmac("sha256", this[key]).update(body).digest(), this[key]);
  }
}
