import type { Scheme } from "countersign";
import { schemes } from "countersign/schemes";

const builtIn: ReadonlyMap<string, Scheme> = new Map(Object.entries(schemes));

/** A scheme as the configuration file names it: a built-in one by its id, another one written out. */
export function schemeBody(scheme: Scheme): string | Scheme {
  const known = builtIn.get(scheme.id);
  return known !== undefined && JSON.stringify(known) === JSON.stringify(scheme) ? scheme.id : scheme;
}
