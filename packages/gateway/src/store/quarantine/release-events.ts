import { GatewayError } from "../../errors.ts";
import { acceptEvents } from "../accept-events.ts";
import type { AcceptItem } from "../accept-events.ts";
import type { Actor, AuditNote } from "../audit/audit-note.ts";
import type { Ledger, LedgerOutcome } from "../audit/ledger.ts";
import type { BlobVault } from "../blob-vault.ts";
import type { AcceptBatch, AcceptRowResult } from "../engine.ts";
import type { AcceptResult } from "../accepting.ts";
import type { Release, ReleaseOutcome } from "./quarantine-store.ts";
import { noteOf } from "./sealed-quarantine.ts";

export interface ReleaseParts {
  readonly ledger: Ledger;
  readonly vault: BlobVault;
  readonly now: () => number;
}

export interface ReleaseToCommit {
  readonly actor: Actor;
  readonly release: Release;
  /** Rows of the quarantine, as the release names them. */
  readonly ids: readonly number[];
  /** The events, as the store accepts them. */
  readonly items: readonly AcceptItem[];
}

/** Stores released requests as any other events, in the transaction that takes them out of the quarantine. */
export async function releaseEvents(parts: ReleaseParts, toCommit: ReleaseToCommit): Promise<ReleaseOutcome> {
  const { ledger, vault, now } = parts;
  const { release, ids, items } = toCommit;
  let committed: LedgerOutcome | undefined;
  const engine = {
    accept: async (batch: AcceptBatch): Promise<readonly AcceptRowResult[]> => {
      const input = { organizationId: release.organizationId, ids, batch };
      committed = await ledger.commit({
        notes: notesOf(toCommit),
        steps: [{ kind: "release_quarantined", input }],
      });
      // The step gives one result per row; where it was refused nothing was stored.
      return committed.outcome === "done" ? (committed.results[0] as readonly AcceptRowResult[]) : [];
    },
  };
  const results = await acceptEvents({ engine, vault, now }, items);
  if (committed?.outcome !== "done") {
    return { outcome: committed?.reason === "not_found" ? "not_found" : "outdated" };
  }
  return { outcome: "released", results: results.map(unlessError) };
}

function notesOf({ actor, release }: ReleaseToCommit): readonly AuditNote[] {
  const { organizationId, requests, reason } = release;
  return requests.map(({ quarantineId, override }) => ({
    ...noteOf(actor, organizationId, quarantineId),
    action: "quarantine.release",
    ...(reason !== undefined && { reason }),
    ...(override !== undefined && { facts: { override } }),
  }));
}

/** The step refuses whole what has an invalid row, so that no result is an error. */
function unlessError(result: AcceptResult | GatewayError): AcceptResult {
  if (result instanceof GatewayError) throw result;
  return result;
}
