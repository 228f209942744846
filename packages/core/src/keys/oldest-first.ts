import type { KeyWindow } from "./key-window.ts";

/**
 * Keys with the oldest first: the one that began first, then the one that ends first, then the later in the
 * list, because people write the newest on top.
 */
export function oldestFirst<W extends KeyWindow>(keys: readonly W[]): readonly W[] {
  if (keys.length < 2) return keys;
  return keys
    .toReversed()
    .toSorted((a, b) => compare(a.notBeforeMs, b.notBeforeMs) || compare(a.notAfterMs, b.notAfterMs));
}

/** A difference would be NaN for two infinite moments. */
function compare(a: number, b: number): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
