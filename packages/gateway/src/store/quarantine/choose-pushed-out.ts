import type { QuarantineRoomRow } from "./quarantine-rows.ts";

/** Deleted for one source in one transaction; what is left goes with the next. */
export const MAX_PUSHED_OUT = 100;

/** What is kept of one source and code. */
export interface KeptKind {
  readonly code: string;
  readonly items: number;
  readonly bytes: number;
  /** Oldest first; as many as may be chosen, where there are so many. */
  readonly oldest: readonly KeptRequest[];
}

export interface KeptRequest {
  readonly id: number;
  readonly bytes: number;
}

interface Left extends KeptKind {
  items: number;
  taken: number;
}

type Room = Pick<QuarantineRoomRow, "maxItems" | "maxBytes">;

/** Whether a source's requests fit its room. */
export function fits(kinds: readonly Pick<KeptKind, "items" | "bytes">[], room: Room): boolean {
  return sumOf(kinds, "items") <= room.maxItems && sumOf(kinds, "bytes") <= room.maxBytes;
}

/**
 * Chooses the requests of one source that are deleted until the others fit its room: one after the other the oldest of that
 * code of which most are left, so that a flood of one kind does not push out the others.
 */
export function choosePushedOut(kinds: readonly KeptKind[], room: Room): readonly number[] {
  const left: Left[] = kinds.map((kind) => ({ ...kind, taken: 0 }));
  let [items, bytes] = [sumOf(kinds, "items"), sumOf(kinds, "bytes")];
  const chosen: number[] = [];
  while (chosen.length < MAX_PUSHED_OUT && (items > room.maxItems || bytes > room.maxBytes)) {
    const commonest = left.toSorted(byCommonness)[0];
    const oldest = commonest?.oldest[commonest.taken];
    if (commonest === undefined || oldest === undefined) break;
    chosen.push(oldest.id);
    commonest.taken += 1;
    commonest.items -= 1;
    items -= 1;
    bytes -= oldest.bytes;
  }
  return chosen;
}

function byCommonness(a: Left, b: Left): number {
  if (a.items !== b.items) return b.items - a.items;
  return a.code < b.code ? -1 : 1;
}

function sumOf(kinds: readonly Pick<KeptKind, "items" | "bytes">[], field: "items" | "bytes"): number {
  return kinds.reduce((sum, kind) => sum + kind[field], 0);
}
