import type { Trace } from "countersign/trace";
import { formatColumns } from "../output/format-columns.ts";
import { advice } from "./advice.ts";
import { describeStep } from "./describe-step.ts";

type Row = readonly [indent: string, label: string, text: string];

/**
 * What is behind a refusal, as lines: what was found wrong, where to look, and what was fine.
 *
 * @param labels How to speak of each key, by its id.
 */
export function formatRefusal(
  { verdict, steps }: Trace,
  labels: ReadonlyMap<string, string>,
): readonly string[] {
  const wrong = steps.filter(({ isRight }) => !isRight);
  const fine = steps.filter(({ isRight }) => isRight);
  const rows: readonly Row[] = [
    ...wrong.map((step) => ["", "found", describeStep(step, labels)] as const),
    ...(verdict.ok ? [] : [["", "look at", advice[verdict.code]] as const]),
    ...(fine.length === 0
      ? []
      : [["", "fine", fine.map((step) => describeStep(step, labels)).join(" · ")] as const]),
  ];
  return formatColumns(rows).trimEnd().split("\n");
}
