import type { Scheme } from "countersign";
import { schemes } from "countersign/schemes";
import { canonicalJson } from "../../store/configure/canonical-json.ts";
import type { SourceDocument } from "../configuration.ts";

/** By their canonical text: a stored scheme has its keys in another order. */
const idsOfBuiltIn: ReadonlyMap<string, string> = new Map(
  Object.values(schemes).map((scheme) => [canonicalJson(scheme), scheme.id]),
);

/**
 * A scheme as the configuration file names it: one of the organization's own and a built-in one by its id, another one
 * written out, its keys in order.
 */
export function schemeBody({
  scheme,
  hasStoredScheme,
}: Pick<SourceDocument, "scheme" | "hasStoredScheme">): string | Scheme {
  if (hasStoredScheme === true) return scheme.id;
  const text = canonicalJson(scheme);
  return idsOfBuiltIn.get(text) ?? (JSON.parse(text) as Scheme);
}
