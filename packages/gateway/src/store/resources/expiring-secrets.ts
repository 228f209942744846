import type { Secret } from "../../config/configuration.ts";
import type { StoredOrganization } from "../configure/stored-resource.ts";
import type { ExpiringSecret } from "./resource-store.ts";

const DAY_MS = 24 * 3600 * 1000;

/** A year: what most security policies ask for at most. */
const OLD_AFTER_MS = 365 * DAY_MS;

/** A week is time enough to agree on a new secret with a partner. */
const ENDING_WITHIN_MS = 7 * DAY_MS;

interface Owner {
  readonly owner: ExpiringSecret["owner"];
  readonly secrets: readonly Secret[];
}

/** The secrets of enabled resources that are old, or end soon with no other to take their place. */
export function expiringSecretsOf(
  organization: Pick<StoredOrganization, "id" | "sources" | "endpoints">,
  createdAt: ReadonlyMap<number, number>,
  now: number,
): readonly ExpiringSecret[] {
  return ownersOf(organization).flatMap(({ owner, secrets }) => {
    const live = secrets.filter(({ notAfter = Infinity }) => notAfter > now);
    const [newest] = live;
    if (newest === undefined) return [];
    const { notAfter } = newest;
    const madeAt = createdAt.get(newest.id) ?? now;
    const isEnding = live.length === 1 && notAfter !== undefined && notAfter <= now + ENDING_WITHIN_MS;
    if (!isEnding && now - madeAt < OLD_AFTER_MS) return [];
    const facts = { organizationId: organization.id, owner, secret: newest.name, createdAt: madeAt };
    const reason = isEnding ? "ending" : "old";
    return [{ ...facts, reason, ...(notAfter !== undefined && { notAfter }) }];
  });
}

function ownersOf({
  sources,
  endpoints,
}: Pick<StoredOrganization, "sources" | "endpoints">): readonly Owner[] {
  const enabled = sources.filter(({ isEnabled }) => isEnabled);
  return [
    ...enabled.map(({ name, secrets }) => ({ owner: { kind: "source", name } as const, secrets })),
    ...enabled.flatMap(({ callers }) =>
      callers.map(({ name, secrets }) => ({ owner: { kind: "caller", name } as const, secrets })),
    ),
    ...endpoints
      .filter(({ isEnabled }) => isEnabled)
      .map(({ name, secrets }) => ({ owner: { kind: "endpoint", name } as const, secrets })),
  ];
}
