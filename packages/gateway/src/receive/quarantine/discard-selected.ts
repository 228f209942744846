import { setImmediate as nextTurn } from "node:timers/promises";
import type { Actor } from "../../store/audit/audit-note.ts";
import type {
  QuarantineFilter,
  QuarantineStore,
  QuarantinedSummary,
} from "../../store/quarantine/quarantine-store.ts";
import { MAX_SELECTED } from "./selected-requests.ts";
import type { QuarantineSelection } from "./selected-requests.ts";

/** Read at once; they are short without their content. */
const LISTED_AT_ONCE = 500;

/** Deleted in one transaction, with as many audit entries. */
const MAX_PER_DISCARD = 50;

export interface DiscardWish {
  readonly organizationId: number;
  readonly selection: QuarantineSelection;
}

export interface DiscardCounts {
  readonly discarded: number;
  /** Ids that name nothing. */
  readonly missing: number;
  /** Where the next call goes on; undefined when all were deleted. */
  readonly next: number | undefined;
}

/** How many a discard would delete now. A quarantine is bounded by the room of its source, and so is this. */
export async function countSelected(
  quarantine: Pick<QuarantineStore, "list" | "read">,
  { organizationId, selection }: DiscardWish,
): Promise<number> {
  let count = 0;
  if ("ids" in selection) {
    for (const id of selection.ids) {
      if ((await quarantine.read(organizationId, id)) !== undefined) count += 1;
    }
    return count;
  }
  for await (const page of pagesOf(quarantine, organizationId, selection)) count += page.length;
  return count;
}

/** Deletes the selected requests for good, each with an entry in the audit log; so many in one call at most. */
export async function discardSelected(
  quarantine: Pick<QuarantineStore, "list" | "discard">,
  actor: Actor,
  { organizationId, selection }: DiscardWish,
): Promise<DiscardCounts> {
  const isById = "ids" in selection;
  let [discarded, missing, next]: [number, number, number | undefined] = [0, 0, undefined];
  const discard = async (quarantineIds: readonly string[]): Promise<void> => {
    for (let first = 0; first < quarantineIds.length; first += MAX_PER_DISCARD) {
      const batch = quarantineIds.slice(first, first + MAX_PER_DISCARD);
      const gone = await discardBatch(quarantine, actor, { organizationId, quarantineIds: batch });
      discarded += gone;
      // One of a list may have been deleted since.
      if (isById) missing += batch.length - gone;
    }
  };
  if (isById) {
    await discard(selection.ids);
    return { discarded, missing, next };
  }
  let looked = 0;
  for await (const page of pagesOf(quarantine, organizationId, selection)) {
    await discard(page.map(({ quarantineId }) => quarantineId));
    looked += page.length;
    next = page.length < LISTED_AT_ONCE ? undefined : page.at(-1)?.position;
    if (looked >= MAX_SELECTED) break;
  }
  return { discarded, missing, next };
}

/** A batch goes whole or not at all; where somebody else took one of it, the others go one by one. */
async function discardBatch(
  quarantine: Pick<QuarantineStore, "discard">,
  actor: Actor,
  asked: { readonly organizationId: number; readonly quarantineIds: readonly string[] },
): Promise<number> {
  const { organizationId, quarantineIds } = asked;
  if (await quarantine.discard(actor, asked)) return quarantineIds.length;
  let gone = 0;
  for (const id of quarantineIds) {
    if (await quarantine.discard(actor, { organizationId, quarantineIds: [id] })) gone += 1;
  }
  return gone;
}

/** What fits a filter, in the order in which it was kept; others get turns in between. */
async function* pagesOf(
  quarantine: Pick<QuarantineStore, "list">,
  organizationId: number,
  { filter, after }: { readonly filter: QuarantineFilter; readonly after?: number },
): AsyncGenerator<readonly QuarantinedSummary[], void, undefined> {
  let position = after ?? 0;
  for (;;) {
    await nextTurn();
    const listing = { order: "asc", after: position, limit: LISTED_AT_ONCE } as const;
    const page = await quarantine.list(organizationId, filter, listing);
    yield page;
    if (page.length < LISTED_AT_ONCE) return;
    position = page.at(-1)?.position ?? position;
  }
}
