import type { Answer } from "../api/answer-types.ts";
import type { KeyEncoding, SchemeData } from "./scheme-data.ts";

/** How a resource says what it is signed by: the id of a scheme, or a description of its own. */
export type SchemeChoice = Answer<"getSource">["scheme"];

/** The id of a scheme that a resource names or has written out. */
export function schemeId(scheme: SchemeChoice): string {
  if (typeof scheme === "string") return scheme;
  const { id } = scheme;
  return typeof id === "string" ? id : "written out";
}

/** How the texts of a scheme's keys are read, where the source does not say otherwise. */
export function schemeKeyEncoding({ proof }: SchemeData): KeyEncoding | undefined {
  return proof.kind === "mac" ? proof.key.encoding : undefined;
}

/** What a sender's proof covers, in one line. */
export function coveredWords({ proof, caller }: SchemeData): string {
  const who = caller === undefined ? "" : "; an API key names the caller";
  if (proof.kind === "secret-header") return `nothing: an agreed text in ${proof.header} is all${who}`;
  const parts = proof.message.parts.flatMap((part) =>
    part.part === "literal" ? [] : [partWords[part.part]],
  );
  return `${new Intl.ListFormat("en").format(parts)} by ${proof.algorithm}, in ${proof.signature.header}${who}`;
}

const partWords = { timestamp: "time", id: "id", method: "method", url: "URL", body: "body" } as const;
