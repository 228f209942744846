import type { Deviation } from "../search/hypothesis.ts";
import { timestampSpellings } from "./timestamp-spellings.ts";

/** The signed time in other spellings than the header's (C22). */
export function timestampDimension(timestamp: string): readonly Deviation[] {
  return timestampSpellings(timestamp).map(({ how, text }, index) => ({
    code: "C22" as const,
    how: `the signed timestamp was spelt as ${how} (${text.length} characters instead of ${timestamp.length})`,
    change: { timestamp: text },
    isCommon: index < MAX_COMMON,
  }));
}

/** ISO and Unix times; the rest is rare. */
const MAX_COMMON = 4;
