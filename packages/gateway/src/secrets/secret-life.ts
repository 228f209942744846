/** What of a secret tells where it is in its life. Times in milliseconds since 1970. */
export interface SecretFacts {
  /** 0 is the newest of its owner. */
  readonly position: number;
  readonly state: "active" | "retiring" | "revoked";
  readonly notAfter: number | null;
  readonly lastMatchedAt: number | null;
}

/** `ended`: its time is over, and it will be wiped by the next rotation. */
export type SecretState = "active" | "retiring" | "ended" | "revoked";

/** A day: long enough for a sender that sends nightly to have used the new secret or the old one. */
const QUIET_MS = 24 * 3600 * 1000;

export function secretState({ state, notAfter }: SecretFacts, now: number): SecretState {
  if (state === "revoked") return "revoked";
  if (notAfter === null) return "active";
  return notAfter > now ? "retiring" : "ended";
}

/**
 * True for a retiring secret that has not matched for a day, while a newer one of the same owner has: the other side has
 * changed over.
 */
export function isSafeToRetire(secret: SecretFacts, ofOwner: readonly SecretFacts[], now: number): boolean {
  if (secretState(secret, now) !== "retiring" || hasMatchedSince(secret, now - QUIET_MS)) return false;
  return ofOwner.some(
    (other) =>
      other.state !== "revoked" && other.position < secret.position && hasMatchedSince(other, now - QUIET_MS),
  );
}

function hasMatchedSince({ lastMatchedAt }: SecretFacts, time: number): boolean {
  return lastMatchedAt !== null && lastMatchedAt > time;
}
