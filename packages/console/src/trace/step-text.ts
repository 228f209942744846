import { formatBytes } from "../numbers/format-bytes.ts";

/** One step as the API tells it: which it is, whether it was right, and facts of its own. */
export interface TraceStep {
  readonly step: string;
  readonly isRight: boolean;
  readonly [fact: string]: unknown;
}

export interface StepText {
  readonly name: string;
  readonly says: string;
}

const SECOND_MS = 1000;

/** What each kind of step is called, and what it found. */
const texts: Readonly<Record<string, (step: TraceStep) => StepText>> = {
  method: ({ expected, isRight }) => ({
    name: "Method",
    says: isRight ? `${String(expected)}, as the source wants it` : `not ${String(expected)}`,
  }),
  body: ({ bytes, maxBytes, isRight, isUtf8, isJson, hasByteOrderMark, lineEnd }) => ({
    name: "Body",
    says: [
      isRight
        ? formatBytes(Number(bytes))
        : `${formatBytes(Number(bytes))}, above ${formatBytes(Number(maxBytes))}`,
      isUtf8 === true ? "UTF-8" : "not UTF-8",
      isJson === true ? "JSON" : "not JSON",
      hasByteOrderMark === true ? "byte order mark" : "no BOM",
      lineEnd === "none" ? "no final newline" : `ends with ${String(lineEnd)}`,
    ].join(" · "),
  }),
  header: ({ name, role, found, characters }) => ({
    name: `Header ${String(name)}`,
    says:
      found === "once"
        ? `the ${String(role)}, ${String(characters)} characters`
        : found === "never"
          ? `the ${String(role)} is missing`
          : `the ${String(role)} is there more than once`,
  }),
  grammar: ({ entries, isRight, refusal }) => ({
    name: "Form of the signature",
    says: isRight ? `${plural(Number(entries), "signature")} to compare` : `refused: ${String(refusal)}`,
  }),
  time: ({ ageMs, toleranceMs, isRight }) => ({
    name: "Signed time",
    says: `${ageText(Number(ageMs))}; ${isRight ? "within" : "outside"} ${seconds(Number(toleranceMs))}`,
  }),
  content: ({ bytes, parts }) => ({
    name: "Signed content",
    says: `${formatBytes(Number(bytes))} = ${partsText(parts)}`,
  }),
  caller: ({ callerId, isRight }) => ({
    name: "Caller",
    says: isRight ? String(callerId) : "the API key names nobody",
  }),
  key: ({ keyId, isLive, matches }) => ({
    name: `Secret ${String(keyId)}`,
    says: [
      matches === true ? "gives this signature" : "gives another signature",
      ...(isLive === true ? [] : ["not in force"]),
    ].join(" · "),
  }),
};

/** The words of a step; a kind of a newer gateway shows its name alone. */
export function stepText(step: TraceStep): StepText {
  return texts[step.step]?.(step) ?? { name: step.step, says: "" };
}

function partsText(parts: unknown): string {
  if (!Array.isArray(parts)) return "";
  return parts
    .map(
      (part: { readonly part?: unknown; readonly bytes?: unknown }) =>
        `${String(part.part)} (${String(part.bytes)})`,
    )
    .join(" + ");
}

function ageText(ageMs: number): string {
  return ageMs < 0 ? `${seconds(-ageMs)} ahead of the clock` : `${seconds(ageMs)} old`;
}

function seconds(durationMs: number): string {
  const value = durationMs / SECOND_MS;
  return `${value < 10 ? value.toFixed(1) : Math.round(value)} s`;
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
