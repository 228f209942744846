import { CountersignError, parseScheme } from "countersign";
import type { Scheme } from "countersign";
import { schemes } from "countersign/schemes";
import { describeValue, toPlain } from "./located-value.ts";
import type { LocatedValue } from "./located-value.ts";
import { nearestName } from "../nearest-name.ts";
import type { Problems } from "./problems.ts";

const builtIn: ReadonlyMap<string, Scheme> = new Map(Object.entries(schemes));

/** What may be shown of an unknown id: not a secret that slipped into the wrong key. */
const SCHEME_LIKE = /^[a-z][a-z-]{0,31}$/;

/** Reads `scheme`: the id of a built-in one, or a scheme written out in the scheme language. Undefined after a problem. */
export function readScheme(value: LocatedValue, field: string, problems: Problems): Scheme | undefined {
  if (value.kind === "map") return readOwnScheme(value, field, problems);
  const id = value.kind === "scalar" && typeof value.value === "string" ? value.value : undefined;
  const scheme = id === undefined ? undefined : builtIn.get(id);
  if (scheme !== undefined) return scheme;
  const nearest = id === undefined ? undefined : nearestName(id, builtIn.keys());
  problems.add(value.place, {
    code: "unknown_scheme",
    field,
    expected: `one of ${[...builtIn.keys()].join(", ")}`,
    found: id !== undefined && SCHEME_LIKE.test(id) ? id : describeValue(value),
    remedy: nearest === undefined ? "choose one of them" : `did you mean ${nearest}?`,
  });
  return undefined;
}

function readOwnScheme(value: LocatedValue, field: string, problems: Problems): Scheme | undefined {
  try {
    return parseScheme(toPlain(value));
  } catch (error) {
    if (!(error instanceof CountersignError)) throw error;
    problems.add(value.place, {
      code: "bad_scheme",
      field,
      expected: "a scheme in the scheme language",
      found: error.message,
      remedy: "compare it with countersign/scheme.schema.json",
    });
    return undefined;
  }
}
