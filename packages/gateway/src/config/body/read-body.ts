import type { ConfigurationProblem } from "../file/configuration-problem.ts";
import type { LocatedValue } from "../file/located-value.ts";
import { Problems } from "../file/problems.ts";
import type { ReadContext } from "../file/read-context.ts";
import { BODY_FIELD, fieldPointer } from "./field-pointer.ts";
import { locateJson } from "./locate-json.ts";

/** What is wrong at one place of a body. */
export interface BodyProblem extends Pick<ConfigurationProblem, "code" | "expected" | "found" | "remedy"> {
  /** JSON Pointer. */
  readonly pointer: string;
}

export type BodyRead<Document> =
  | { readonly isValid: true; readonly document: Document }
  | { readonly isValid: false; readonly problems: readonly BodyProblem[] };

/**
 * Reads a resource from a JSON body with the reader of the configuration file, so that both have the same rules. A body
 * comes from far away: it holds its secrets as they are, and references to this machine are refused.
 */
export async function readBody<Document>(
  body: unknown,
  read: (
    item: LocatedValue,
    field: string,
    context: ReadContext,
  ) => Promise<{ readonly document: Document } | undefined>,
  { allowInsecureEndpoints, schemes = [] }: Pick<ReadContext, "allowInsecureEndpoints" | "schemes">,
): Promise<BodyRead<Document>> {
  const problems = new Problems();
  const located = locateJson(body);
  if (located === undefined) {
    const remedy = "send what the reference says";
    const expected = "a resource";
    return invalid([
      { code: "too_large", field: BODY_FIELD, expected, found: "something nested deeper", remedy },
    ]);
  }
  const context = { problems, references: undefined, literalSecrets: [], schemes, allowInsecureEndpoints };
  const found = await read(located, BODY_FIELD, context);
  if (problems.count > 0 || found === undefined) return invalid(problems.inOrder());
  return { isValid: true, document: found.document };
}

function invalid(problems: readonly Omit<ConfigurationProblem, "line" | "column">[]): {
  readonly isValid: false;
  readonly problems: readonly BodyProblem[];
} {
  return {
    isValid: false,
    problems: problems.map(({ code, field, expected, found, remedy }) => ({
      code,
      pointer: fieldPointer(field),
      expected,
      found,
      remedy,
    })),
  };
}
