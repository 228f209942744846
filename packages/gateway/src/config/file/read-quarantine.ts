import type { QuarantineDocument } from "../configuration.ts";
import { quarantineDefaults } from "../quarantine-defaults.ts";
import { describeValue } from "./located-value.ts";
import type { LocatedValue } from "./located-value.ts";
import type { Problems } from "./problems.ts";
import { readFields } from "./read-fields.ts";
import type { FieldTable } from "./read-fields.ts";

const HOUR_MS = 3_600_000;
const MIB = 1024 * 1024;

/** What `quarantine` of a source holds where it is not the text `off`. */
export const quarantineFields = {
  maxItems: {
    kind: { type: "integer", min: 1, max: 100_000 },
    meaning: "How many refused requests are kept; newer ones push out the oldest. Default 1,000.",
  },
  maxBytes: {
    kind: { type: "integer", min: MIB, max: 16 * 1024 * MIB },
    meaning: "How many bytes all of them may take. Default 64 MiB.",
  },
  maxAgeHours: {
    kind: { type: "integer", min: 1, max: 8760 },
    meaning: "How long each is kept, in hours. Default 168, a week.",
  },
} as const satisfies FieldTable;

/** Reads what of a source's refused requests is kept. Undefined after a problem. */
export function readQuarantine(
  value: LocatedValue,
  field: string,
  problems: Problems,
): QuarantineDocument | undefined {
  if (value.kind === "scalar" && value.value === "off") return "off";
  if (value.kind !== "map") {
    problems.add(value.place, {
      code: "out_of_range",
      field,
      expected: "off, or a mapping with maxItems, maxBytes or maxAgeHours",
      found: describeValue(value),
      remedy: "write off or { maxItems: 1000 }",
    });
    return undefined;
  }
  const problemsBefore = problems.count;
  const values = readFields(value, field, { table: quarantineFields, problems })?.values;
  if (values === undefined || problems.count > problemsBefore) return undefined;
  const { maxItems, maxBytes, maxAgeHours } = values;
  return {
    maxItems: maxItems ?? quarantineDefaults.maxItems,
    maxBytes: maxBytes ?? quarantineDefaults.maxBytes,
    maxAgeMs: maxAgeHours === undefined ? quarantineDefaults.maxAgeMs : maxAgeHours * HOUR_MS,
  };
}
