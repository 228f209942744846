import type { Secret, SecretDocument } from "../../config/configuration.ts";
import type { SecretOwner, SecretRow } from "../configuration-rows.ts";
import type { ChangeDraft, PlanParts } from "./change-draft.ts";

export interface SecretsToPlan {
  readonly owner: { readonly kind: SecretOwner; readonly id: number; readonly organizationId: number };
  readonly stored: readonly Secret[];
  /** Newest first. */
  readonly wanted: readonly SecretDocument[];
}

/**
 * Adds to the draft what makes an owner's secrets the wanted ones. A new value under a known name is a new version: the
 * old one is revoked, so that what events and attempts name never changes its meaning. True when anything changed.
 */
export async function planSecrets(
  draft: ChangeDraft,
  { owner, stored, wanted }: SecretsToPlan,
): Promise<boolean> {
  const before = draft.secrets.length + draft.revokedSecrets.length;
  const left = new Map(stored.map((secret) => [secret.name, secret]));
  for (const [position, secret] of wanted.entries()) {
    const found = left.get(secret.name);
    const row = found?.value === secret.value ? draft.storedSecret(found.id) : undefined;
    const facts = factsOf(secret, position);
    if (row === undefined) {
      draft.secrets.push(await newSecret(draft.parts, owner, secret, position));
    } else {
      left.delete(secret.name);
      if (!hasFacts(row, facts)) draft.secrets.push({ ...row, ...facts });
    }
  }
  draft.revokedSecrets.push(...[...left.values()].map((secret) => secret.id));
  return draft.secrets.length + draft.revokedSecrets.length > before;
}

type SecretFacts = Pick<SecretRow, "position" | "state" | "notBefore" | "notAfter">;

function factsOf(secret: SecretDocument, position: number): SecretFacts {
  return {
    position,
    state: secret.notAfter === undefined ? "active" : "retiring",
    notBefore: secret.notBefore ?? null,
    notAfter: secret.notAfter ?? null,
  };
}

function hasFacts(row: SecretRow, facts: SecretFacts): boolean {
  return (
    row.position === facts.position &&
    row.state === facts.state &&
    row.notBefore === facts.notBefore &&
    row.notAfter === facts.notAfter
  );
}

async function newSecret(
  parts: PlanParts,
  owner: SecretsToPlan["owner"],
  secret: SecretDocument,
  position: number,
): Promise<SecretRow> {
  const row = { id: await parts.ids.take(), organizationId: owner.organizationId };
  const cell = await parts.vault.seal({ table: "secrets", column: "value" }, row, secret.value);
  return {
    ...row,
    ownerKind: owner.kind,
    ownerId: owner.id,
    name: secret.name,
    value: cell.sealed,
    dataKeyId: cell.dataKeyId,
    createdAt: parts.now(),
    ...factsOf(secret, position),
  };
}
