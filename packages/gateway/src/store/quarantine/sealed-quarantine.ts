import type { DataKeys } from "../../secrets/data-keys.ts";
import { openValue, sealValue } from "../../secrets/sealed-value.ts";
import type { SealedPlace } from "../../secrets/sealed-value.ts";
import type { Actor, AuditNote } from "../audit/audit-note.ts";
import type { Ledger } from "../audit/ledger.ts";
import type { Engine } from "../engine.ts";
import { formatQuarantineId, parseQuarantineId } from "../public-id.ts";
import { ReservedIds } from "../reserved-ids.ts";
import type {
  NewQuarantineRow,
  QuarantineListRow,
  QuarantineRoomRow,
  SealedQuarantineRow,
} from "./quarantine-rows.ts";
import type {
  QuarantineAddition,
  QuarantineCount,
  QuarantineFilter,
  QuarantineListing,
  QuarantineRoom,
  QuarantineStore,
  QuarantinedRequest,
  QuarantinedSummary,
  RefusedRequest,
  Release,
  ReleaseOutcome,
} from "./quarantine-store.ts";
import { readRequestFrame, requestFrame } from "./request-frame.ts";

/** Few are kept in a second; a start leaves at most this many ids unused. */
const IDS_PER_BLOCK = 256;

export interface SealedQuarantineOptions {
  readonly engine: Engine;
  readonly dataKeys: DataKeys;
  readonly ledger: Ledger;
  readonly now: () => number;
  /** Stores events that are released together with what is done to the quarantine. */
  readonly releaseEvents: (actor: Actor, release: Release, ids: readonly number[]) => Promise<ReleaseOutcome>;
}

export class SealedQuarantine implements QuarantineStore {
  readonly #options: SealedQuarantineOptions;
  readonly #ids: ReservedIds;

  constructor(options: SealedQuarantineOptions) {
    this.#options = options;
    this.#ids = new ReservedIds(options.engine, "quarantine", IDS_PER_BLOCK);
  }

  async add({ requests, drops, rooms }: QuarantineAddition): Promise<{ readonly full: readonly number[] }> {
    const now = this.#options.now();
    const rows: NewQuarantineRow[] = [];
    for (const request of requests) rows.push(await this.#seal(request));
    const batch = { now, rows, drops, rooms: rooms.map((room) => toRoomRow(room, now)) };
    const full = await this.#options.engine.addQuarantined(batch).catch((error: unknown) => {
      // Perhaps because the key was destroyed, through another gateway.
      for (const { organizationId } of rows) this.#options.dataKeys.forgetInUse(organizationId);
      throw error;
    });
    return { full };
  }

  async list(
    organizationId: number,
    filter: QuarantineFilter,
    listing: QuarantineListing,
  ): Promise<readonly QuarantinedSummary[]> {
    return (await this.#options.engine.listQuarantined(organizationId, filter, listing)).map(toSummary);
  }

  async count(organizationId: number): Promise<readonly QuarantineCount[]> {
    const rows = await this.#options.engine.countQuarantined(organizationId);
    return rows.map(({ lastLossAt, ...row }) => ({ ...row, ...(lastLossAt !== null && { lastLossAt }) }));
  }

  async read(organizationId: number, quarantineId: string): Promise<QuarantinedSummary | undefined> {
    const row = await this.#find(organizationId, quarantineId);
    return row === undefined ? undefined : toSummary(row);
  }

  async open(organizationId: number, quarantineId: string): Promise<QuarantinedRequest | undefined> {
    const row = await this.#find(organizationId, quarantineId);
    return row === undefined ? undefined : this.#open(row);
  }

  async reveal(
    actor: Actor,
    asked: { readonly organizationId: number; readonly quarantineId: string; readonly reason: string },
  ): Promise<QuarantinedRequest | undefined> {
    const { organizationId, quarantineId, reason } = asked;
    const row = await this.#find(organizationId, quarantineId);
    if (row === undefined) return undefined;
    // First the note, then the seal: what cannot be noted is not opened.
    const note = {
      ...noteOf(actor, organizationId, quarantineId),
      action: "quarantine.reveal",
      reason,
    } as const;
    await this.#options.ledger.commit({ notes: [note], steps: [] });
    return this.#open(row);
  }

  async discard(
    actor: Actor,
    asked: { readonly organizationId: number; readonly quarantineIds: readonly string[] },
  ): Promise<boolean> {
    const { organizationId, quarantineIds } = asked;
    const ids = rowIds(quarantineIds);
    if (ids === undefined) return false;
    const outcome = await this.#options.ledger.commit({
      notes: quarantineIds.map((quarantineId) => ({
        ...noteOf(actor, organizationId, quarantineId),
        action: "quarantine.discard",
      })),
      steps: [{ kind: "discard_quarantined", input: { organizationId, ids } }],
    });
    return outcome.outcome === "done";
  }

  async release(actor: Actor, release: Release): Promise<ReleaseOutcome> {
    const ids = rowIds(release.requests.map(({ quarantineId }) => quarantineId));
    if (ids === undefined) return { outcome: "not_found" };
    return this.#options.releaseEvents(actor, release, ids);
  }

  purge({
    rooms,
    maxAgeMs,
    limit,
  }: {
    readonly rooms: readonly QuarantineRoom[];
    readonly maxAgeMs: number;
    readonly limit: number;
  }): Promise<number> {
    const now = this.#options.now();
    return this.#options.engine.purgeQuarantine({
      rooms: rooms.map((room) => toRoomRow(room, now)),
      keptFrom: now - maxAgeMs,
      limit,
    });
  }

  async #seal(request: RefusedRequest): Promise<NewQuarantineRow> {
    const { organizationId, sourceId, receivedAt, code, body } = request;
    const id = await this.#ids.take();
    const { id: dataKeyId, key } = await this.#options.dataKeys.forSealing(organizationId, "payload");
    const sealed = sealValue(key, placeOf(organizationId, id), requestFrame(request));
    return { id, organizationId, sourceId, receivedAt, code, bodyBytes: body.length, dataKeyId, sealed };
  }

  /** An id whose time is not the row's is an id that was never given out. */
  async #find(organizationId: number, quarantineId: string): Promise<SealedQuarantineRow | undefined> {
    const key = parseQuarantineId(quarantineId);
    if (key === undefined) return undefined;
    const row = await this.#options.engine.readQuarantined(organizationId, key.id);
    return row?.receivedAt === key.receivedAt ? row : undefined;
  }

  async #open(row: SealedQuarantineRow): Promise<QuarantinedRequest> {
    const { organizationId, id, dataKeyId, sealed } = row;
    const key = await this.#options.dataKeys.forOpening(organizationId, dataKeyId);
    const frame = openValue(key, placeOf(organizationId, id), sealed);
    return { ...toSummary(row), ...readRequestFrame(frame) };
  }
}

/** The note of an act on one quarantined request, but for the action. */
export function noteOf(
  actor: Actor,
  organizationId: number,
  quarantineId: string,
): Omit<AuditNote, "action"> {
  return { organizationId, actor, resource: { kind: "quarantine", name: quarantineId } };
}

function rowIds(quarantineIds: readonly string[]): readonly number[] | undefined {
  const ids = quarantineIds.map((quarantineId) => parseQuarantineId(quarantineId)?.id);
  const known = ids.filter((id) => id !== undefined);
  return known.length === ids.length && new Set(known).size === known.length ? known : undefined;
}

function toRoomRow(
  { sourceId, maxItems, maxBytes, maxAgeMs }: QuarantineRoom,
  now: number,
): QuarantineRoomRow {
  return { sourceId, maxItems, maxBytes, keptFrom: now - maxAgeMs };
}

function toSummary(row: QuarantineListRow): QuarantinedSummary {
  const { position, organizationId, sourceId, sourceName, receivedAt, code, bodyBytes } = row;
  return {
    quarantineId: formatQuarantineId(row),
    position,
    organizationId,
    sourceId,
    sourceName,
    receivedAt,
    code,
    bodyBytes,
  };
}

function placeOf(organizationId: number, rowId: number): SealedPlace {
  return { table: "quarantine", column: "sealed", organizationId, rowId };
}
