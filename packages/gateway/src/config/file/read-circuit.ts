import type { CircuitDocument } from "../configuration.ts";
import { circuitDefaults } from "../circuit-defaults.ts";
import type { LocatedValue } from "./located-value.ts";
import type { Problems } from "./problems.ts";
import { readFields } from "./read-fields.ts";
import type { FieldTable } from "./read-fields.ts";

const HOUR_MS = 3_600_000;

/** What `circuit` of an endpoint holds. */
export const circuitFields = {
  failures: {
    kind: { type: "integer", min: 0, max: 1000 },
    meaning:
      "Failed attempts in a row after which nothing is sent for a while; 0 turns this off. Default 10.",
  },
  pauseMs: {
    kind: { type: "integer", min: 100, max: HOUR_MS },
    meaning:
      "How long nothing is sent before one delivery is tried, in milliseconds; doubled after each failed trial, ± 20 %. Default 30 s.",
  },
  maxPauseMs: {
    kind: { type: "integer", min: 100, max: HOUR_MS },
    meaning: "Longest pause, in milliseconds. Default 10 minutes.",
  },
} as const satisfies FieldTable;

/** Reads when an endpoint's circuit opens. Undefined after a problem. */
export function readCircuit(
  value: LocatedValue,
  field: string,
  problems: Problems,
): CircuitDocument | undefined {
  const problemsBefore = problems.count;
  const fields = readFields(value, field, { table: circuitFields, problems });
  if (fields === undefined || problems.count > problemsBefore) return undefined;
  const { failures, pauseMs, maxPauseMs } = fields.values;
  const circuit = {
    failures: failures ?? circuitDefaults.failures,
    pauseMs: pauseMs ?? circuitDefaults.pauseMs,
    maxPauseMs: maxPauseMs ?? Math.max(circuitDefaults.maxPauseMs, pauseMs ?? 0),
  };
  if (circuit.maxPauseMs >= circuit.pauseMs) return circuit;
  problems.add(fields.placeOf("maxPauseMs"), {
    code: "out_of_range",
    field: `${field}.maxPauseMs`,
    expected: "at least pauseMs",
    found: "less",
    remedy: "raise it or lower pauseMs",
  });
  return undefined;
}
