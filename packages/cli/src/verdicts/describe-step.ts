import type { TraceStep } from "countersign/trace";
import { formatAge, formatDuration } from "../output/format-age.ts";
import { formatBytes } from "../output/format-bytes.ts";

/**
 * One step of a verification in words: names, lengths and times, nothing that a header or the body says.
 *
 * @param labels How to speak of each key, by its id.
 */
export function describeStep(step: TraceStep, labels: ReadonlyMap<string, string>): string {
  switch (step.step) {
    case "method":
      return step.isRight ? `method ${step.expected}` : `the method is not ${step.expected}`;
    case "body":
      return `body of ${formatBytes(step.bytes)}, ${step.isJson ? "JSON" : "not JSON"}${oddities(step)}`;
    case "header":
      return headerText(step);
    case "grammar":
      return `${step.entries} ${step.entries === 1 ? "signature" : "signatures"} ${step.isRight ? "well-formed" : `in the header, with ${step.refusal ?? "an error"}`}`;
    case "time":
      return `signed at ${new Date(step.signedAtMs).toISOString()}, ${formatAge(step.ageMs)}, at most ${formatDuration(step.toleranceMs)} off`;
    case "content":
      return `signed content of ${step.bytes} bytes: ${step.parts.map(({ part, bytes }) => `${part} ${bytes}`).join(", ")}`;
    case "caller":
      return step.isRight ? "the API key names the caller" : "the API key is not the one given";
    case "key":
      return `${labels.get(step.keyId) ?? step.keyId} ${step.matches ? "gives" : "gives another signature than"} the one received`;
  }
}

function headerText({
  name,
  found,
  characters = 0,
}: Extract<TraceStep, { readonly step: "header" }>): string {
  if (found === "once") return `header ${name}, ${characters} characters`;
  return `header ${name} ${found === "never" ? "is missing" : "is there more than once"}`;
}

function oddities(step: Extract<TraceStep, { readonly step: "body" }>): string {
  const found = [
    ...(step.isUtf8 ? [] : ["not UTF-8"]),
    ...(step.hasByteOrderMark ? ["begins with a byte order mark"] : []),
    ...(step.lineEnd === "none" ? [] : [`ends in ${step.lineEnd}`]),
  ];
  return found.map((text) => `, ${text}`).join("");
}
