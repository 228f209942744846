import type { AnswerOf, Routes } from "@countersign/contract";
import { isSafeToRetire, secretState } from "../../secrets/secret-life.ts";
import type { SecretOwner } from "../../store/configuration-rows.ts";
import type { SecretFactsRow } from "../../store/resources/secret-rows.ts";
import { isoTime } from "../iso-time.ts";

export type ShownSecret = AnswerOf<Routes["listSourceSecrets"]>["items"][number];

/** Of an organization's secrets those of one owner, as the API shows them. */
export function showSecretsOf(
  owner: { readonly kind: SecretOwner; readonly id: number },
  secrets: readonly SecretFactsRow[],
  now: number,
): ShownSecret[] {
  const own = secrets.filter(({ ownerKind, ownerId }) => ownerKind === owner.kind && ownerId === owner.id);
  return own.map((secret) => ({
    name: secret.name,
    state: secretState(secret, now),
    createdAt: isoTime(secret.createdAt),
    notBefore: isoTime(secret.notBefore ?? undefined),
    notAfter: isoTime(secret.notAfter ?? undefined),
    lastMatchedAt: isoTime(secret.lastMatchedAt ?? undefined),
    matches: secret.matches,
    isSafeToRetire: isSafeToRetire(secret, own, now),
  }));
}
