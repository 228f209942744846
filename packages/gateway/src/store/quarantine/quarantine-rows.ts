import type { QuarantineDrop, QuarantineFilter, QuarantineListing } from "./quarantine-store.ts";

export interface QuarantineFactsRow {
  readonly id: number;
  readonly organizationId: number;
  readonly sourceId: number;
  readonly receivedAt: number;
  readonly code: string;
  readonly bodyBytes: number;
}

/** A quarantined request with its source's name. */
export interface QuarantineListRow extends QuarantineFactsRow {
  /** Rises in the order of commits within the organization; ids need not, because they are handed out before. */
  readonly position: number;
  readonly sourceName: string;
}

export interface NewQuarantineRow extends QuarantineFactsRow {
  readonly dataKeyId: number;
  readonly sealed: Uint8Array;
}

export interface SealedQuarantineRow extends QuarantineListRow {
  readonly dataKeyId: number;
  readonly sealed: Uint8Array;
}

export interface QuarantineRoomRow {
  readonly sourceId: number;
  readonly maxItems: number;
  readonly maxBytes: number;
  /** What was received before this is too old. */
  readonly keptFrom: number;
}

export interface QuarantineBatch {
  readonly now: number;
  readonly rows: readonly NewQuarantineRow[];
  readonly drops: readonly QuarantineDrop[];
  readonly rooms: readonly QuarantineRoomRow[];
}

export interface QuarantineCountRow {
  readonly sourceId: number;
  readonly sourceName: string;
  readonly items: number;
  readonly bytes: number;
  readonly dropped: number;
  readonly pushedOut: number;
  readonly lastLossAt: number | null;
}

export interface QuarantinePurge {
  readonly rooms: readonly Pick<QuarantineRoomRow, "sourceId" | "keptFrom">[];
  /** For sources that have no room. */
  readonly keptFrom: number;
  readonly limit: number;
}

export interface QuarantineRows {
  /**
   * Gives the ids of sources whose room was full.
   *
   * @throws GatewayError `store_unavailable`, also where a key was destroyed after it sealed one of them.
   */
  addQuarantined(batch: QuarantineBatch): Promise<readonly number[]>;
  listQuarantined(
    organizationId: number,
    filter: QuarantineFilter,
    listing: QuarantineListing,
  ): Promise<readonly QuarantineListRow[]>;
  countQuarantined(organizationId: number): Promise<readonly QuarantineCountRow[]>;
  readQuarantined(organizationId: number, id: number): Promise<SealedQuarantineRow | undefined>;
  purgeQuarantine(purge: QuarantinePurge): Promise<number>;
}
