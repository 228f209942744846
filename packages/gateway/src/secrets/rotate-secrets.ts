import type { SecretDocument } from "../config/configuration.ts";

export interface Rotation {
  readonly value: string;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** How long the older secrets still verify and sign; 0: they end at once. */
  readonly overlapMs: number;
}

/**
 * Gives the secrets of an owner after a rotation, newest first: the new one, and those that live on until the overlap or
 * their own earlier end. What has ended is left out, and so revoked and wiped by the store.
 */
export function rotateSecrets(
  secrets: readonly SecretDocument[],
  { value, now, overlapMs }: Rotation,
): readonly [SecretDocument, ...SecretDocument[]] {
  const end = now + overlapMs;
  const retiring = secrets
    .map((secret) => ({ ...secret, notAfter: Math.min(secret.notAfter ?? end, end) }))
    .filter(({ notBefore = now, notAfter }) => notAfter > Math.max(now, notBefore));
  return [{ name: freeName(secrets, now), value }, ...retiring];
}

/** The time of the rotation, such as `2026-11-22-103207`: it sorts, and nobody has to think of a name. */
function freeName(secrets: readonly SecretDocument[], now: number): string {
  const taken = new Set(secrets.map(({ name }) => name));
  const time = new Date(now).toISOString().slice(0, "2026-11-22T10:32:07".length);
  const name = time.replaceAll(":", "").replace("T", "-");
  for (let number = 2, free = name; ; number += 1) {
    if (!taken.has(free)) return free;
    free = `${name}-${number}`;
  }
}
