import { digestsOf } from "../dedupe-verdict.ts";
import type { DedupeDigests, DedupeVerdict } from "../dedupe-verdict.ts";
import type { AcceptBatch, AcceptRow, AcceptRowResult, EventKey } from "../engine.ts";
import { isOwnSource } from "../../config/own-sources.ts";
import { addDeliveries } from "./add-deliveries.ts";
import type { EndpointAdditions } from "./add-deliveries.ts";
import type { DedupeIndex } from "./dedupe.ts";
import type { Database } from "./driver.ts";
import { addHours } from "./event-hours.ts";
import type { HourAdditions } from "./event-hours.ts";
import { advanceSequence } from "./ids.ts";
import { insertRows } from "./insert-rows.ts";
import type { RowAdditions } from "./insert-rows.ts";
import type { Operation } from "./operations.ts";
import { prepare, toFlag } from "./query.ts";
import { writeBlob } from "./write-blob.ts";
import type { EventRange } from "./write-blob.ts";

/** As many as a number holds; it need not be certain. */
const COMPARED_KEY_BYTES = 6;

/** Stores a batch of events, and writes some of the digests that wait. */
export function acceptOperation(database: Database, dedupe: DedupeIndex): Operation<"accept"> {
  const accept = acceptEvents(database, dedupe);
  return (batch) => {
    const results = accept(batch);
    dedupe.writeSome();
    return results;
  };
}

/** Stores a batch of events with their deliveries; rows in order, so that duplicates within the batch are seen. */
export function acceptEvents(database: Database, dedupe: DedupeIndex): Operation<"accept"> {
  const insertBlob = writeBlob(database);
  const advance = advanceSequence(database);
  const versionOf = prepare<{ readonly version: number }>(
    database,
    "SELECT config_version AS version FROM organizations WHERE id = ?",
  );
  const sourceOf = prepare<{ readonly id: number }>(
    database,
    "SELECT id FROM sources WHERE id = ? AND organization_id = ?",
  );
  const countDuplicate = prepare(database, "UPDATE events SET duplicates = duplicates + 1 WHERE id = ?");
  const beginEvents = insertRows(database, {
    into: `INSERT INTO events (id, organization_id, source_id, caller_id, secret_id, received_at, signed_at, event_type,
       blob_id, frame_offset, frame_length, body_bytes, is_repeat, is_payload_unreadable, conflicts_with, dedupe_kind,
       dedupe_mac, body_mac, released_from)`,
    columns: 19,
  });
  const beginDeliveries = addDeliveries(database);
  const beginHours = addHours(database);

  function isCurrent(batch: Batch, row: AcceptRow): boolean {
    const version = remember(
      batch.versions,
      row.organizationId,
      () => versionOf.get(row.organizationId)?.version,
    );
    return version === row.configVersion;
  }

  function isValid(batch: Batch, row: AcceptRow): boolean {
    const hasSource =
      isOwnSource(row.sourceId) ||
      remember(
        batch.sources,
        row.sourceId,
        () => sourceOf.get(row.sourceId, row.organizationId) !== undefined,
      );
    return hasSource && row.endpointIds.every((id) => batch.deliveries.isEndpointOf(id, row.organizationId));
  }

  function store(batch: Batch, row: AcceptRow, verdict: DedupeVerdict, digests: DedupeDigests): EventKey {
    const id = batch.nextEventId;
    batch.nextEventId += 1;
    const blob = batch.input.blobs[row.blob];
    if (blob === undefined) throw new Error(`the batch has no blob ${row.blob}`);
    const range = batch.eventRanges.get(row.blob);
    if (range === undefined) batch.eventRanges.set(row.blob, { firstEventId: id, lastEventId: id });
    else range.lastEventId = id;
    batch.events.add(
      id,
      row.organizationId,
      row.sourceId,
      row.callerId,
      row.secretId,
      row.receivedAt,
      row.signedAt,
      row.eventType,
      blob.id,
      row.frameOffset,
      row.frameLength,
      row.bodyBytes,
      toFlag(verdict.kind === "new" && verdict.isRepeat),
      toFlag(row.isPayloadUnreadable),
      verdict.kind === "conflict" ? verdict.first.id : null,
      row.dedupeKind,
      digests.keyMac,
      row.dedupeKind === "event_id" ? digests.bodyMac : null,
      row.releasedFrom,
    );
    if (batch.hasSharedKeys) batch.events.finish();
    dedupe.add(id, verdict, digests);
    batch.hours.add(row.organizationId, { id, receivedAt: row.receivedAt });
    const state = verdict.kind === "conflict" && row.onConflict === "hold" ? "held" : "pending";
    batch.deliveries.add({ id, receivedAt: row.receivedAt, organizationId: row.organizationId }, row, state);
    return { id, receivedAt: row.receivedAt };
  }

  /** At the end, because only then it is known which events each holds. */
  function writeBlobs({ input, eventRanges }: Batch): void {
    input.blobs.forEach((blob, index) => {
      const events = eventRanges.get(index);
      if (events !== undefined) insertBlob(blob, input.now, events);
    });
  }

  function duplicateOf({ id, receivedAt }: EventKey): DuplicateResult {
    countDuplicate.run(id);
    return { outcome: "duplicate", event: { id, receivedAt } };
  }

  function acceptRow(batch: Batch, row: AcceptRow, index: number): AcceptRowResult {
    if (!isCurrent(batch, row)) return { outcome: "outdated" };
    if (!isValid(batch, row)) return { outcome: "invalid" };
    const digests = digestsOf(batch.input.digests, index);
    const verdict = dedupe.judge(row, digests, batch.mayBeInTable.has(index));
    if (verdict.kind === "duplicate") {
      return duplicateOf(verdict.of);
    }
    if (verdict.kind === "conflict" && row.onConflict === "refuse")
      return { ...duplicateOf(verdict.first), isOtherContent: true };
    const event = store(batch, row, verdict, digests);
    if (verdict.kind === "new") return { outcome: "accepted", event, isRepeat: verdict.isRepeat };
    return {
      outcome: "conflict",
      event,
      first: { id: verdict.first.id, receivedAt: verdict.first.receivedAt },
    };
  }

  return (input) => {
    dedupe.begin();
    const firstEventId = advance("events", 0);
    const digests = input.rows.map((_, index) => digestsOf(input.digests, index));
    const batch: Batch = {
      input,
      versions: new Map(),
      sources: new Map(),
      eventRanges: new Map(),
      deliveries: beginDeliveries(),
      hours: beginHours(),
      events: beginEvents(),
      hasSharedKeys: haveSharedKeys(digests),
      mayBeInTable: dedupe.lookUp(digests),
      nextEventId: firstEventId,
    };
    const results = input.rows.map((row, index) => acceptRow(batch, row, index));
    batch.events.finish();
    if (batch.nextEventId > firstEventId) advance("events", batch.nextEventId - firstEventId);
    writeBlobs(batch);
    batch.deliveries.finish();
    batch.hours.finish();
    return results;
  };
}

type DuplicateResult = Extract<AcceptRowResult, { readonly outcome: "duplicate" }>;

interface Batch {
  readonly input: AcceptBatch;
  readonly versions: Map<number, number | undefined>;
  readonly sources: Map<number, boolean>;
  /** By index of the blob: those that hold an event of the batch. */
  readonly eventRanges: Map<number, EventRange>;
  readonly deliveries: EndpointAdditions;
  readonly hours: HourAdditions;
  readonly events: RowAdditions;
  /** Then each event is written at once, because the next one may be compared with it. */
  readonly hasSharedKeys: boolean;
  /** Rows whose key may be that of an event whose digests have been written. */
  readonly mayBeInTable: ReadonlySet<number>;
  nextEventId: number;
}

/** Whether two may be of one key. */
function haveSharedKeys(digests: readonly DedupeDigests[]): boolean {
  return new Set(digests.map(({ keyMac }) => keyMac.readUIntBE(0, COMPARED_KEY_BYTES))).size < digests.length;
}

/** Asks the database once per batch and key. */
function remember<Key, Value>(known: Map<Key, Value>, key: Key, ask: () => Value): Value {
  const found = known.get(key);
  if (found !== undefined) return found;
  const value = ask();
  known.set(key, value);
  return value;
}
