import { verdictCodes } from "countersign";
import type { VerdictCode } from "countersign";
import type { Explanation } from "countersign/explain";
import type { Trace } from "countersign/trace";
import { formatColumns } from "../output/format-columns.ts";
import { summarizeScheme } from "../schemes/summarize-scheme.ts";
import { describeStep } from "./describe-step.ts";
import { formatRefusal } from "./format-refusal.ts";

/** What is known of a refused request. */
export interface Explained {
  readonly explanation: Explanation;
  /** Undefined where a secret cannot be used at all, so that there are no steps. */
  readonly trace: Trace | undefined;
  /** How to speak of each key, by its id. */
  readonly labels: ReadonlyMap<string, string>;
}

type Row = readonly [indent: string, label: string, text: string];

/** Whether a code is a verdict's, and not one of a configuration by which nothing can be verified. */
export function isVerdictCode(code: string): code is VerdictCode {
  return Object.hasOwn(verdictCodes, code);
}

/** What is behind a refusal, as lines: each cause with its proof and remedy, what was fine, and how much was tried. */
export function formatExplanation({ explanation, trace, labels }: Explained): readonly string[] {
  const { findings, scheme, conclusion, tried, elapsedMs } = explanation;
  const causes: readonly Row[] = findings.flatMap(({ certainty, code, title, proof, remedy }) => [
    ["", certainty, `${code} ${title}`],
    ["", "proof", proof],
    ["", "fix", remedy],
    ["", "page", `docs/causes/${code}.md`],
  ]);
  const fine = (trace?.steps ?? [])
    .filter(({ isRight }) => isRight)
    .map((step) => describeStep(step, labels));
  const rows: readonly Row[] = [
    ...causes,
    ...(causes.length === 0 || fine.length === 0 ? [] : [["", "fine", fine.join(" · ")] as const]),
    ...(causes.length === 0 ? [["", "in short", conclusion] as const] : []),
    ...(scheme === undefined
      ? []
      : [
          ["", "scheme", `${scheme.id} fits (${summarizeScheme(scheme)}); explain --json prints it`] as const,
        ]),
    ["", "tried", `${tried} ${tried === 1 ? "signature" : "signatures"} in ${Math.ceil(elapsedMs)} ms`],
  ];
  const withoutCause = causes.length === 0 && trace !== undefined ? formatRefusal(trace, labels) : [];
  return [...withoutCause, ...formatColumns(rows).trimEnd().split("\n")];
}
