import type { RateDocument } from "../configuration.ts";
import type { LocatedValue } from "./located-value.ts";
import type { Problems } from "./problems.ts";
import { readFields } from "./read-fields.ts";
import type { FieldTable } from "./read-fields.ts";

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;

/** More than one process can send or take. */
const MAX_COUNT = 100_000;

/** What `rate` of an endpoint and `rateLimit` of a source hold. */
export const rateFields = {
  perSecond: {
    kind: { type: "integer", min: 1, max: MAX_COUNT },
    meaning: "How many in a second. Either this or perMinute.",
  },
  perMinute: {
    kind: { type: "integer", min: 1, max: MAX_COUNT },
    meaning: "How many in a minute. Either this or perSecond.",
  },
  burst: {
    kind: { type: "integer", min: 1, max: MAX_COUNT },
    meaning: "How many at once after a quiet time. Default: those of one second, at least 1.",
  },
} as const satisfies FieldTable;

/** Reads a rate. Undefined after a problem. */
export function readRate(value: LocatedValue, field: string, problems: Problems): RateDocument | undefined {
  const problemsBefore = problems.count;
  const values = readFields(value, field, { table: rateFields, problems })?.values;
  if (values === undefined || problems.count > problemsBefore) return undefined;
  const { perSecond, perMinute, burst } = values;
  if ((perSecond === undefined) === (perMinute === undefined)) {
    problems.add(value.place, {
      code: perSecond === undefined ? "missing_key" : "unknown_key",
      field,
      expected: "either perSecond or perMinute",
      found: perSecond === undefined ? "neither" : "both",
      remedy: perSecond === undefined ? "add one of them" : "remove one of them",
    });
    return undefined;
  }
  const [count, periodMs] =
    perSecond === undefined ? [perMinute ?? 1, MINUTE_MS] : ([perSecond, SECOND_MS] as const);
  return { count, periodMs, burst: burst ?? Math.max(1, Math.floor((count * SECOND_MS) / periodMs)) };
}
