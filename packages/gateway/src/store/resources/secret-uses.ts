import { MergedNotes } from "./merged-notes.ts";
import type { SecretRows, SecretUseRow } from "./secret-rows.ts";

/** Which secrets matched, how often and when last. */
export type SecretUses = MergedNotes<SecretUseRow>;

export function createSecretUses(rows: Pick<SecretRows, "noteSecretUses">): SecretUses {
  return new MergedNotes({
    keyOf: ({ secretId }) => secretId,
    merge: (known, { secretId, matches, lastMatchedAt }) => ({
      secretId,
      matches: known.matches + matches,
      lastMatchedAt: Math.max(known.lastMatchedAt, lastMatchedAt),
    }),
    write: (uses) => rows.noteSecretUses(uses),
  });
}
