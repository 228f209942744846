import type { SchemeData } from "../senders/scheme-data.ts";
import { joinLines } from "./join-lines.ts";
import type { Lines } from "./join-lines.ts";
import { macSteps } from "./mac-steps.ts";
import type { MacSteps } from "./mac-steps.ts";
import type { SnippetInput } from "./snippet-input.ts";

/** How a language writes each kind of proof; `says` is what the code does, for the comment at its head. */
export interface ProofWriters {
  readonly forMac: (steps: MacSteps, says: string) => Lines;
  readonly forSecretHeader: (header: string, says: string) => Lines;
}

/** Gives the writer of a language's snippets: for each scheme the one of its kind of proof. */
export function proofWriter({ forMac, forSecretHeader }: ProofWriters): (input: SnippetInput) => string {
  return (input) => {
    const { proof } = input.scheme;
    const sender = inComment(input.scheme);
    return joinLines(
      proof.kind === "mac"
        ? forMac(macSteps(proof, input), `Verifies webhooks as ${sender} signs them.`)
        : forSecretHeader(
            proof.header,
            `Checks the agreed text in the webhooks of ${sender}. It says nothing about the body.`,
          ),
    );
  };
}

/** What every snippet tells of its inputs, in a comment beside each. */
export const notes = {
  /** Beside the names of the two secrets. */
  secrets: "The old one only while the sender changes over.",
  /** Beside the variable with the signed URL. */
  url: "Exactly as the sender was given it.",
  /** Behind the name of the body. */
  body: "the bytes as they came, before anything parses them",
} as const;

/** A name that somebody gave, without what ends the comments of some language, or begins code in it. */
function inComment({ name }: SchemeData): string {
  return name.replaceAll(/[^\p{L}\p{N} .,()&'-]/gu, " ");
}
