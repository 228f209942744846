import type { StoredOrganization } from "../store/configure/stored-resource.ts";
import { expiringSecretsOf } from "../store/resources/expiring-secrets.ts";
import type { SecretFactsRow } from "../store/resources/secret-rows.ts";
import type { AttentionEntry } from "./attention-entry.ts";

/** Time for a sender to change over before anybody is told that it has not. */
const DAY_MS = 24 * 60 * 60_000;

/** What is to be seen to of the secrets of enabled sources, callers and endpoints. */
export function secretAttention(
  organization: Pick<StoredOrganization, "id" | "sources" | "endpoints">,
  facts: readonly SecretFactsRow[],
  now: number,
): readonly AttentionEntry[] {
  const createdAt = new Map(facts.map((fact) => [fact.id, fact.createdAt]));
  const expiring = expiringSecretsOf(organization, createdAt, now).map(
    ({ owner, secret, reason, notAfter, createdAt: since }): AttentionEntry => ({
      kind: reason === "ending" ? "secret_ending" : "secret_old",
      resource: owner,
      secret,
      since,
      until: notAfter,
    }),
  );
  return [...expiring, ...neverMatched(organization, facts, now)];
}

/** New secrets of senders that still sign with the one before. */
function neverMatched(
  { sources }: Pick<StoredOrganization, "sources">,
  facts: readonly SecretFactsRow[],
  now: number,
): readonly AttentionEntry[] {
  const owners = sources
    .filter(({ isEnabled }) => isEnabled)
    .flatMap(({ id, name, callers }) => [
      { kind: "source" as const, id, name },
      ...callers.map((caller) => ({ kind: "caller" as const, id: caller.id, name: caller.name })),
    ]);
  return owners.flatMap((owner): readonly AttentionEntry[] => {
    const own = facts.filter(({ ownerKind, ownerId }) => ownerKind === owner.kind && ownerId === owner.id);
    const newest = own.find(({ position, state }) => position === 0 && state === "active");
    if (newest === undefined || newest.matches > 0 || now - newest.createdAt < DAY_MS) return [];
    const isOlderUsed = own.some(({ lastMatchedAt }) => (lastMatchedAt ?? 0) > newest.createdAt);
    if (!isOlderUsed) return [];
    const { kind, name } = owner;
    return [
      {
        kind: "secret_never_matched",
        resource: { kind, name },
        secret: newest.name,
        since: newest.createdAt,
      },
    ];
  });
}
