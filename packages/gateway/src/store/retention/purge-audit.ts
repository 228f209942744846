import type { AuditAnchor, AuditRow } from "../audit/audit-rows.ts";
import { anchorMac } from "../audit/audit-anchor.ts";
import type { Ledger } from "../audit/ledger.ts";
import type { Engine } from "../engine.ts";
import type { OrganizationKeys } from "../organization-keys.ts";

/** Entries read and deleted in one transaction. */
const ENTRIES_PER_STEP = 500;

export interface PurgeAuditParts {
  readonly engine: Engine;
  readonly ledger: Ledger;
  readonly organizationKeys: OrganizationKeys;
}

/**
 * Deletes the entries of an organization's audit log that are older than its retention, from the oldest on. A keyed digest
 * of the last of them stays, from which the chain is verified from then on. A legal hold on the organization keeps all.
 */
export async function purgeAudit(
  parts: PurgeAuditParts,
  organizationId: number,
  before: number,
): Promise<void> {
  const { engine, ledger, organizationKeys } = parts;
  const digest = await organizationKeys.digestOf(organizationId);
  if (digest === undefined) return;
  for (;;) {
    const rows = await engine.listAudit(organizationId, { afterPosition: 0, limit: ENTRIES_PER_STEP });
    const old = leadingOld(rows, before);
    const last = old.at(-1);
    if (last === undefined) return;
    const { sequence, hash } = last;
    const anchor: AuditAnchor = {
      sequence,
      hash,
      mac: anchorMac(digest, { organizationId, sequence, hash }),
    };
    const outcome = await ledger.commit({
      notes: [
        {
          organizationId,
          actor: { kind: "gateway", name: "retention" },
          action: "retention.purge",
          resource: { kind: "retention", name: "audit" },
          facts: { items: old.length, upTo: sequence },
        },
      ],
      steps: [{ kind: "purge_audit", input: { organizationId, anchor, items: old.length } }],
    });
    // Where another gateway purges too, what it has left is looked at anew.
    if (outcome.outcome === "refused" && outcome.reason === "held") return;
  }
}

/** The log is in the order of its writing: what follows a younger entry stays, though a clock may have gone back. */
function leadingOld(rows: readonly AuditRow[], before: number): readonly AuditRow[] {
  const firstYoung = rows.findIndex(({ at }) => at >= before);
  return firstYoung === -1 ? rows : rows.slice(0, firstYoung);
}
