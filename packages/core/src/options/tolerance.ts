import { misuse } from "../misuse.ts";
import type { Scheme } from "../scheme.ts";
import { timestampPart } from "../scheme-facts.ts";

/**
 * How far a signed time may lie from the clock, both ways; the scheme's own tolerance by default.
 *
 * @throws CountersignError `tolerance_invalid`, `tolerance_not_accepted`
 */
export function readTolerance(value: unknown, scheme: Scheme): number {
  const timestamp = timestampPart(scheme);
  if (value === undefined) return timestamp?.toleranceMs ?? Infinity;
  if (typeof value !== "number" || !Number.isFinite(value) || value < 0) {
    throw misuse("tolerance_invalid");
  }
  if (timestamp === undefined) throw misuse("tolerance_not_accepted");
  return value;
}
