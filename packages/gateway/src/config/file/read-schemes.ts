import type { Scheme } from "countersign";
import { schemes as builtIn } from "countersign/schemes";
import type { Place } from "./configuration-problem.ts";
import { addDuplicateNames } from "./duplicate-names.ts";
import type { LocatedValue } from "./located-value.ts";
import type { Problems } from "./problems.ts";
import { readOwnScheme } from "./read-own-scheme.ts";
import { readItems } from "./read-value.ts";

/** Far more dialects than one organization meets; each is a few hundred bytes. */
const MAX_SCHEMES = 1000;

/** A scheme of an organization's own, as read. */
export interface LocatedScheme {
  /** The scheme's id. */
  readonly name: string;
  readonly document: Scheme;
  readonly field: string;
  readonly place: Place;
}

/** Reads `schemes` of an organization: schemes written out, each with an id of its own. */
export function readSchemes(
  value: LocatedValue,
  field: string,
  problems: Problems,
): readonly LocatedScheme[] {
  const items = readItems(value, field, { maxItems: MAX_SCHEMES, problems }) ?? [];
  const schemes = items.flatMap(
    (item, index) => readStoredScheme(item, `${field}[${index}]`, problems) ?? [],
  );
  addDuplicateNames(schemes, problems);
  return schemes;
}

/** Reads one scheme that an organization is to keep. Undefined after a problem. */
export function readStoredScheme(
  item: LocatedValue,
  field: string,
  problems: Problems,
): LocatedScheme | undefined {
  const scheme = readOwnScheme(item, field, problems);
  if (scheme === undefined) return undefined;
  if (Object.hasOwn(builtIn, scheme.id)) {
    problems.add(item.place, {
      code: "duplicate_name",
      field: `${field}.id`,
      expected: "an id that no built-in scheme has",
      found: scheme.id,
      remedy: "choose another id; what is built in stays as it is",
    });
    return undefined;
  }
  return { name: scheme.id, document: scheme, field, place: item.place };
}
