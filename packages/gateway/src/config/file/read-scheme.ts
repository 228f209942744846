import type { Scheme } from "countersign";
import { schemes } from "countersign/schemes";
import type { SourceDocument } from "../configuration.ts";
import { describeValue } from "./located-value.ts";
import type { LocatedValue } from "./located-value.ts";
import { nearestName } from "../nearest-name.ts";
import type { ReadContext } from "./read-context.ts";
import { readOwnScheme } from "./read-own-scheme.ts";

const builtIn: ReadonlyMap<string, Scheme> = new Map(Object.entries(schemes));

/** What may be shown of an unknown id: not a secret that slipped into the wrong key. */
const SCHEME_LIKE = /^[a-z][a-z-]{0,31}$/;

/**
 * Reads `scheme`: the id of one of the organization's own or of a built-in one, or a scheme written out in the scheme
 * language. Undefined after a problem.
 */
export function readScheme(
  value: LocatedValue,
  field: string,
  { problems, schemes: own = [] }: Pick<ReadContext, "problems" | "schemes">,
): Pick<SourceDocument, "scheme" | "hasStoredScheme"> | undefined {
  if (value.kind === "map") {
    const scheme = readOwnScheme(value, field, problems);
    return scheme === undefined ? undefined : { scheme };
  }
  const id = value.kind === "scalar" && typeof value.value === "string" ? value.value : undefined;
  // First, so that a scheme keeps its meaning when a later version has one of its id built in.
  const named = own.find((scheme) => scheme.id === id);
  if (named !== undefined) return { scheme: named, hasStoredScheme: true };
  const scheme = id === undefined ? undefined : builtIn.get(id);
  if (scheme !== undefined) return { scheme };
  const ids = [...own.map((each) => each.id), ...builtIn.keys()];
  const nearest = id === undefined ? undefined : nearestName(id, ids);
  problems.add(value.place, {
    code: "unknown_scheme",
    field,
    expected: `one of ${ids.join(", ")}`,
    found: id !== undefined && SCHEME_LIKE.test(id) ? id : describeValue(value),
    remedy: nearest === undefined ? "choose one of them" : `did you mean ${nearest}?`,
  });
  return undefined;
}
