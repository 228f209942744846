import type { Actor, AuditNote } from "../audit/audit-note.ts";
import type { Ledger } from "../audit/ledger.ts";
import type { RetentionRows } from "./retention-rows.ts";
import type { Purged } from "./retention-store.ts";

const PURGER: Actor = { kind: "gateway", name: "retention" };

/** Writes what was deleted since the last report into the audit log, one entry for each organization and kind. */
export async function reportPurges(
  engine: Pick<RetentionRows, "listPurgeTallies">,
  ledger: Ledger,
): Promise<readonly Purged[]> {
  const reported: Purged[] = [];
  for (const tally of await engine.listPurgeTallies()) {
    const { organizationId, what, items, bytes } = tally;
    const note: AuditNote = {
      organizationId,
      actor: PURGER,
      action: "retention.purge",
      resource: { kind: "retention", name: what },
      facts: { items, bytes },
    };
    const outcome = await ledger.commit({
      notes: [note],
      steps: [{ kind: "clear_purge_tally", input: tally }],
    });
    // More was deleted meanwhile: all of it is told the next time.
    if (outcome.outcome === "done") reported.push(tally);
  }
  return reported;
}
