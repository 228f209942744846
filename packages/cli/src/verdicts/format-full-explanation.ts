import { causes } from "countersign/explain";
import { formatColumns } from "../output/format-columns.ts";
import { describeStep } from "./describe-step.ts";
import { formatExplanation } from "./format-explanation.ts";
import type { Explained } from "./format-explanation.ts";

/** All that is known of a refusal, as lines: its code, each step of the verification, each cause and what it means. */
export function formatFullExplanation(explained: Explained): readonly string[] {
  const { explanation, trace, labels } = explained;
  const { verdict, findings, conclusion } = explanation;
  const rows = [
    ["verdict", verdict.ok ? "accepted" : verdict.code],
    ["in short", conclusion],
    ...(trace?.steps ?? []).map((step) => [step.isRight ? "ok" : "WRONG", describeStep(step, labels)]),
    ...findings.map(({ code }) => [code, causes[code].meaning]),
  ];
  return [...formatColumns(rows).trimEnd().split("\n"), ...formatExplanation(explained)];
}
