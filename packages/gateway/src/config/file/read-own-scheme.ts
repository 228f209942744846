import { CountersignError, parseScheme } from "countersign";
import type { Scheme } from "countersign";
import { toPlain } from "./located-value.ts";
import type { LocatedValue } from "./located-value.ts";
import type { Problems } from "./problems.ts";

/** How the message of a refused scheme begins: the JSON path of the place, then what is wrong there. */
const PLACE = /^\$((?:\.\w+|\[\d+\])*): /;

/** A field that is not known may be anything, a secret in the wrong place too: its name is not told. */
const UNKNOWN_FIELD = /^unknown field ".*"(?=: )/s;

/** Reads a scheme that is written out in the scheme language. Undefined after a problem, which names the place within. */
export function readOwnScheme(value: LocatedValue, field: string, problems: Problems): Scheme | undefined {
  try {
    return parseScheme(toPlain(value));
  } catch (error) {
    if (!(error instanceof CountersignError)) throw error;
    problems.add(value.place, {
      code: "bad_scheme",
      field: `${field}${PLACE.exec(error.message)?.[1] ?? ""}`,
      expected: "a scheme in the scheme language",
      found: error.message.replace(PLACE, "").replace(UNKNOWN_FIELD, "a field that it does not have"),
      remedy: "compare it with countersign/scheme.schema.json",
    });
    return undefined;
  }
}
