import { verdictCodes } from "countersign";
import type { AcceptedVerdict, Verdict } from "countersign";
import type { Trace } from "countersign/trace";
import type { Colors } from "picocolors/types.js";
import { formatAge } from "../output/format-age.ts";
import { formatColumns } from "../output/format-columns.ts";
import { printable } from "../output/printable.ts";
import { describeStep } from "./describe-step.ts";
import { formatRefusal } from "./format-refusal.ts";

/** What there is to say of a verdict. */
export interface Judged {
  readonly verdict: Verdict;
  readonly trace: Trace;
  readonly labels: ReadonlyMap<string, string>;
  readonly nowMs: number;
}

/** A verdict for people: what was proved, or the reason first, then where to look and what was fine. */
export function formatVerdict(judged: Judged, colors: Colors): string {
  const { verdict } = judged;
  if (verdict.ok) return `${colors.green("verified")}\n${formatColumns(proved(verdict, judged))}`;
  const head = `${colors.red("REFUSED")}  ${verdict.code}: ${verdictCodes[verdict.code].meaning}`;
  return [head, ...formatRefusal(judged.trace, judged.labels)].map((line) => `${line}\n`).join("");
}

type Row = readonly [indent: string, label: string, text: string];

function proved(verdict: AcceptedVerdict, { labels, nowMs, trace }: Judged): readonly Row[] {
  const { keyId, callerId, eventId, eventType, signedAt } = verdict;
  const facts: readonly (readonly [string, string | undefined])[] = [
    ["key", labels.get(keyId) ?? keyId],
    ["caller", callerId === undefined ? undefined : "the API key is right"],
    ["event", eventId],
    ["type", eventType],
    ["signed", signedAt === undefined ? undefined : signedText(signedAt, nowMs)],
    ["body", trace.steps.filter(({ step }) => step === "body").map((step) => describeStep(step, labels))[0]],
  ];
  return facts.flatMap(([label, text]) =>
    text === undefined ? [] : [["", label, printable(text)] as const],
  );
}

function signedText(signedAt: number, nowMs: number): string {
  return `${new Date(signedAt).toISOString()}, ${formatAge(nowMs - signedAt)}`;
}
