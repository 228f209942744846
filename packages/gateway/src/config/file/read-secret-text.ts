import type { LocatedValue } from "./located-value.ts";
import type { ReadContext } from "./read-context.ts";
import { readText } from "./read-value.ts";
import { resolveReference } from "./resolve-reference.ts";

/** What begins like this was meant as a reference: `ENV:NAME`, `vault:path`. As a secret, anybody could guess it. */
const REFERENCE_LIKE = /^(?!literal:)[A-Za-z][A-Za-z0-9_-]{1,15}:/;

/** Reads a secret: a reference, resolved, or a literal, whose place is noted. Undefined after a problem. */
export async function readSecretText(
  value: LocatedValue,
  field: string,
  context: ReadContext,
): Promise<string | undefined> {
  const text = await readReferableText(value, field, context);
  if (text?.isLiteral !== true) return text?.value;
  if (value.kind === "scalar" && REFERENCE_LIKE.test(String(value.value))) {
    context.problems.add(value.place, {
      code: "unresolved_reference",
      field,
      expected: "env:NAME, file:PATH, cmd:… or the secret itself",
      found: "a text that begins like a reference of another kind",
      remedy: "correct what stands before the colon, or write literal: before a secret that begins like this",
    });
    return undefined;
  }
  context.literalSecrets.push(value.place);
  return text.value;
}

/** Reads a text that may be a reference but need not be secret, such as a header's value. */
export async function readReferableText(
  value: LocatedValue,
  field: string,
  context: ReadContext,
): Promise<{ readonly value: string; readonly isLiteral: boolean } | undefined> {
  const text = readText(value, field, context.problems);
  if (text === undefined) return undefined;
  const resolved = await resolveReference(text, context.references);
  if (resolved.isResolved) return resolved;
  const { expected, found, remedy, isWanted } = resolved;
  if (isWanted === true) context.wantedReferences?.push(value.place);
  context.problems.add(value.place, { code: "unresolved_reference", field, expected, found, remedy });
  return undefined;
}
