import type { Ledger } from "../audit/ledger.ts";
import type { BlobVault } from "../blob-vault.ts";
import type { Engine } from "../engine.ts";
import type { LiveOrganizations } from "../live-organizations.ts";
import { weekStart } from "../../secrets/utc-week.ts";
import { purgeAudit } from "./purge-audit.ts";
import type { PurgeAuditParts } from "./purge-audit.ts";
import { reportPurges } from "./report-purges.ts";
import type { BlobPosition, BlobPurge, PartialBlob, RetentionClass } from "./retention-rows.ts";
import type { PurgePace, PurgeSummary, RetentionPolicy } from "./retention-store.ts";

/** One transaction: a few milliseconds, so that whoever waits for a commit waits no longer than for another batch. */
const BLOBS_PER_STEP = 50;
const BYTES_PER_STEP = 1024 * 1024;
const EVENTS_PER_STEP = 100;

/** A blob is dated when it is committed, which is after it was sealed: long enough for the slowest commit. */
const COMMIT_SLACK_MS = 60_000;

const DAY_MS = 24 * 60 * 60 * 1000;
const WEEK_MS = 7 * DAY_MS;

export interface PurgeParts extends PurgeAuditParts {
  readonly engine: Engine;
  readonly ledger: Ledger;
  readonly vault: BlobVault;
  readonly organizations: LiveOrganizations;
}

/** One run over all organizations. */
export class PurgeRun {
  readonly #parts: PurgeParts;
  readonly #pace: PurgePace;

  constructor(parts: PurgeParts, pace: PurgePace) {
    this.#parts = parts;
    this.#pace = pace;
  }

  async purge(policy: RetentionPolicy): Promise<PurgeSummary> {
    const { engine, ledger } = this.#parts;
    // What a process that died had deleted and not yet told.
    await reportPurges(engine, ledger);
    await this.#sweepDestroyedKeys();
    for (const { id } of await engine.listOrganizations()) {
      await this.#purgeOrganization(id, policy);
    }
    const purged = await reportPurges(engine, ledger);
    return { purged, isFlushed: await engine.flushDeleted() };
  }

  /** Deletes what was sealed under keys that were destroyed. */
  async sweep(): Promise<void> {
    await this.#sweepDestroyedKeys();
    await reportPurges(this.#parts.engine, this.#parts.ledger);
    await this.#parts.engine.flushDeleted();
  }

  get #isStopped(): boolean {
    return this.#pace.signal?.aborted === true;
  }

  async #purgeOrganization(organizationId: number, policy: RetentionPolicy): Promise<void> {
    const { now } = this.#pace;
    for (const { retentionClass, keptMs } of await this.#classesOf(organizationId, policy.payloadMs)) {
      const span = { createdFrom: 0, createdBefore: now - keptMs, isOfDestroyedKeys: false };
      await this.#purgeBlobs({ organizationId, retentionClass, ...span });
    }
    await this.#purgeMetadata(organizationId, now - policy.metadataMs);
    if (!this.#isStopped) await purgeAudit(this.#parts, organizationId, now - policy.auditMs);
  }

  async #classesOf(
    organizationId: number,
    payloadMs: number,
  ): Promise<readonly { readonly retentionClass: RetentionClass; readonly keptMs: number }[]> {
    const organization = await this.#parts.organizations.find(organizationId);
    const ofSources = (organization?.sources ?? []).map(({ id, payloadRetentionDays }) => ({
      retentionClass: `source_${id}` as const,
      keptMs: payloadRetentionDays === undefined ? payloadMs : payloadRetentionDays * DAY_MS,
    }));
    return [
      { retentionClass: "payload", keptMs: payloadMs },
      { retentionClass: "response", keptMs: payloadMs },
      ...ofSources,
    ];
  }

  async #purgeBlobs(
    what: Pick<
      BlobPurge,
      "organizationId" | "retentionClass" | "createdFrom" | "createdBefore" | "isOfDestroyedKeys"
    >,
  ): Promise<void> {
    const { engine, vault } = this.#parts;
    let after: BlobPosition | null = null;
    do {
      if (this.#isStopped) return;
      const startedAt = performance.now();
      const limits = { maxBlobs: BLOBS_PER_STEP, maxBytes: BYTES_PER_STEP };
      const found = await engine.purgeBlobs({ ...what, ...limits, after, now: this.#pace.now });
      for (const blobId of found.deletedBlobs) vault.forget(blobId);
      for (const partial of found.partial) await this.#purgeFrames(what.organizationId, partial);
      after = found.next;
      await this.#pace.rest(performance.now() - startedAt);
    } while (after !== null);
  }

  /** Where an event of the blob is kept, the others' bytes become zeros: its place in the blob stays. */
  async #purgeFrames(organizationId: number, { blobId, frames }: PartialBlob): Promise<void> {
    const { engine, vault } = this.#parts;
    const blob = await vault.rewrite(organizationId, blobId, frames);
    // Gone, or damaged: the next run finds what has become of it.
    if (blob === undefined) return;
    const eventIds = frames.map(({ eventId }) => eventId);
    await engine.purgeFrames({ organizationId, blob, eventIds, now: this.#pace.now });
    vault.forget(blobId);
  }

  async #purgeMetadata(organizationId: number, receivedBefore: number): Promise<void> {
    let after: number | null = 0;
    do {
      if (this.#isStopped) return;
      const startedAt = performance.now();
      const step = { organizationId, receivedBefore, after, maxEvents: EVENTS_PER_STEP };
      after = await this.#parts.engine.purgeMetadata(step);
      await this.#pace.rest(performance.now() - startedAt);
    } while (after !== null);
  }

  async #sweepDestroyedKeys(): Promise<void> {
    const { engine } = this.#parts;
    for (const sweep of await engine.listWeeksToSweep()) {
      const { organizationId, week } = sweep;
      const startsAt = weekStart(week);
      const span = { createdFrom: startsAt, createdBefore: startsAt + WEEK_MS + COMMIT_SLACK_MS };
      for (const { retentionClass } of await this.#classesOf(organizationId, 0)) {
        await this.#purgeBlobs({ organizationId, retentionClass, ...span, isOfDestroyedKeys: true });
      }
      if (!this.#isStopped) await engine.markSwept(sweep);
    }
  }
}
