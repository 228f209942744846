import { callerHeader } from "countersign";
import type { MacProof, MessagePart, Scheme } from "countersign";
import { examplesOf } from "../examples/all-examples.ts";

/** What is said of a scheme: a label and its text. */
export type Fact = readonly [label: string, text: string];

const MS_PER_SECOND = 1000;

/** All that a developer needs to know of a scheme, in the order of interest. */
export function describeScheme(scheme: Scheme): readonly Fact[] {
  const { proof, answer } = scheme;
  const caller = callerHeader(scheme);
  return [
    ["scheme", `${scheme.id}, ${scheme.name}`],
    ...(caller === undefined ? [] : [["caller", `the API key in ${caller}`] as const]),
    ...(proof.kind === "mac"
      ? describeMac(proof)
      : [["proof", `an agreed text in ${proof.header}; it says nothing about the body`] as const]),
    ["refuse", `with ${answer.refused}`],
    ...(scheme.notes ?? []).map((note) => ["note", note] as const),
    ...scheme.documentation.map(({ url, checked }) => ["page", `${url} (read ${checked})`] as const),
    ...examplesOf(scheme.id).map(({ eventType }) => ["event", eventType] as const),
  ];
}

function describeMac({ algorithm, key, message, append, signature }: MacProof): readonly Fact[] {
  const content = message.parts.map(describePart).join(" + ");
  const steps = [
    `${key.encoding} bytes of the secret`,
    ...(key.stripPrefix === undefined ? [] : [`without ${key.stripPrefix}`]),
    ...(key.derive ?? []),
  ];
  const list = signature.list;
  return [
    [
      "signature",
      `${signature.header}: ${signature.prefix ?? ""}${signature.encoding}${list === undefined ? "" : `, several separated by "${list.separator}"`}`,
    ],
    ["mac", `${algorithm}${append === undefined ? "" : `, then the bytes ${append}`}`],
    ["key", steps.join(", ")],
    ["content", message.escape === undefined ? content : `${message.escape} escape of ${content}`],
  ];
}

function describePart(part: MessagePart): string {
  switch (part.part) {
    case "literal":
      return JSON.stringify(part.text);
    case "timestamp":
      return `${part.header} (${part.format}, at most ${part.toleranceMs / MS_PER_SECOND} s off)`;
    case "id":
      return part.header;
    case "method":
    case "url":
    case "body":
      return part.part;
  }
}
