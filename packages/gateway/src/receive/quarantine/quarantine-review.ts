import type { Actor } from "../../store/audit/audit-note.ts";
import type { QuarantinedRequest, RequestToRelease } from "../../store/quarantine/quarantine-store.ts";
import type { AcceptResult } from "../../store/accepting.ts";
import type { Store } from "../../store/store.ts";
import type { LiveSourceTable } from "../live-source-table.ts";
import { Reverifier } from "./reverifier.ts";
import type { Reverified } from "./reverifier.ts";
import { SelectedRequests } from "./selected-requests.ts";
import type { QuarantineSelection } from "./selected-requests.ts";

/** Released in one transaction, with as many audit entries. */
const MAX_PER_RELEASE = 50;
const MAX_BYTES_PER_RELEASE = 8 * 1024 * 1024;

/** A configuration that changes faster than this is not settling; what is left stays in quarantine. */
const MAX_REPLANS = 3;

/** What verifying again has shown. */
export interface ReviewCounts {
  readonly looked: number;
  readonly passing: number;
  /** Only the signed time is too far from when they were received. */
  readonly stale: number;
  /** By code. */
  readonly refused: ReadonlyMap<string, number>;
  /** Ids that name nothing. */
  readonly missing: number;
  /** Where the next call goes on; undefined when all were looked at. */
  readonly next: number | undefined;
}

export interface ReleaseCounts extends ReviewCounts {
  readonly accepted: number;
  readonly duplicates: number;
  readonly conflicts: number;
  /** Of the events that they became. */
  readonly eventIds: readonly string[];
}

export interface ReleaseWish {
  readonly organizationId: number;
  readonly selection: QuarantineSelection;
  /** Also releases those of which only the signed time is too old or too new. */
  readonly override?: "stale";
  readonly reason?: string;
}

export interface QuarantineReviewOptions {
  readonly store: Pick<Store, "quarantine">;
  readonly table: LiveSourceTable;
}

interface Judged {
  readonly request: QuarantinedRequest;
  readonly verdict: Reverified;
}

/**
 * Verifies quarantined requests again with the configuration of now, as of the time when each was received, and releases
 * those that pass. Nothing else leaves the quarantine as an event: only the age of a signed time can be overridden.
 */
export class QuarantineReview {
  readonly #options: QuarantineReviewOptions;

  constructor(options: QuarantineReviewOptions) {
    this.#options = options;
  }

  /** Says which would pass; changes nothing. */
  async reverify(organizationId: number, selection: QuarantineSelection): Promise<ReviewCounts> {
    const selected = this.#select(organizationId, selection);
    const reverifier = new Reverifier(this.#options.table.current);
    const tally = new Tally();
    for await (const request of selected) tally.add(reverifier.verify(request));
    return { ...tally.counts(), missing: selected.missing, next: selected.next };
  }

  async release(actor: Actor, wish: ReleaseWish): Promise<ReleaseCounts> {
    const selected = this.#select(wish.organizationId, wish.selection);
    const reverifier = new Reverifier(this.#options.table.current);
    const tally = new Tally();
    const released: AcceptResult[] = [];
    let [batch, bytes]: [QuarantinedRequest[], number] = [[], 0];
    const flush = async (): Promise<void> => {
      released.push(...(await this.#release(actor, wish, batch)));
      [batch, bytes] = [[], 0];
    };
    for await (const request of selected) {
      const verdict = reverifier.verify(request);
      tally.add(verdict);
      if (!isWanted(verdict, wish)) continue;
      const isFull = batch.length === MAX_PER_RELEASE || bytes + request.body.length > MAX_BYTES_PER_RELEASE;
      if (isFull && batch.length > 0) await flush();
      batch.push(request);
      bytes += request.body.length;
    }
    if (batch.length > 0) await flush();
    const ofOutcome = (outcome: AcceptResult["outcome"]): number =>
      released.filter((result) => result.outcome === outcome).length;
    return {
      ...tally.counts(),
      missing: selected.missing,
      next: selected.next,
      accepted: ofOutcome("accepted"),
      duplicates: ofOutcome("duplicate"),
      conflicts: ofOutcome("conflict"),
      eventIds: released.flatMap((result) => (result.outcome === "outdated" ? [] : result.eventId)),
    };
  }

  /** Verified anew before each try: between a verdict and its commit a secret may have been revoked. */
  async #release(
    actor: Actor,
    wish: ReleaseWish,
    batch: readonly QuarantinedRequest[],
  ): Promise<readonly AcceptResult[]> {
    const { store, table } = this.#options;
    for (let replans = 0; replans <= MAX_REPLANS; replans += 1) {
      const reverifier = new Reverifier(table.current);
      const judged = batch.map((request) => ({ request, verdict: reverifier.verify(request) }));
      const requests = judged.flatMap((each) => (isWanted(each.verdict, wish) ? toRelease(each) : []));
      if (requests.length === 0) return [];
      const { organizationId, reason } = wish;
      const release = { organizationId, requests, ...(reason !== undefined && { reason }) };
      const outcome = await store.quarantine.release(actor, release);
      if (outcome.outcome === "released") return outcome.results;
      if (outcome.outcome === "not_found") return this.#releaseOneByOne(actor, wish, batch);
      await table.reload();
    }
    return [];
  }

  /** One of several is gone: released or discarded by somebody else. */
  async #releaseOneByOne(
    actor: Actor,
    wish: ReleaseWish,
    batch: readonly QuarantinedRequest[],
  ): Promise<readonly AcceptResult[]> {
    if (batch.length === 1) return [];
    const results: AcceptResult[] = [];
    for (const request of batch) results.push(...(await this.#release(actor, wish, [request])));
    return results;
  }

  #select(organizationId: number, selection: QuarantineSelection): SelectedRequests {
    const { quarantine } = this.#options.store;
    return new SelectedRequests({ quarantine, organizationId, selection });
  }
}

function isWanted(verdict: Reverified, { override }: ReleaseWish): boolean {
  return verdict.result === "passes" || (verdict.result === "stale" && override === "stale");
}

function toRelease({ request, verdict }: Judged): RequestToRelease[] {
  if (verdict.result === "refused") return [];
  const { quarantineId } = request;
  const { event } = verdict;
  return [{ quarantineId, event, ...(verdict.result === "stale" && { override: "stale" }) }];
}

/** Counts verdicts. */
class Tally {
  #looked = 0;
  #passing = 0;
  #stale = 0;
  readonly #refused = new Map<string, number>();

  add(verdict: Reverified): void {
    this.#looked += 1;
    if (verdict.result === "passes") this.#passing += 1;
    else if (verdict.result === "stale") this.#stale += 1;
    else this.#refused.set(verdict.code, (this.#refused.get(verdict.code) ?? 0) + 1);
  }

  counts(): Pick<ReviewCounts, "looked" | "passing" | "stale" | "refused"> {
    return { looked: this.#looked, passing: this.#passing, stale: this.#stale, refused: this.#refused };
  }
}
