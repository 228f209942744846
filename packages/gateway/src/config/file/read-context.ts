import type { Scheme } from "countersign";
import type { Place } from "./configuration-problem.ts";
import type { Problems } from "./problems.ts";
import type { ReferenceContext, ResolvedElsewhere } from "./resolve-reference.ts";

/** What every reader of a part of the configuration file is given. */
export interface ReadContext {
  readonly problems: Problems;
  /** Undefined: references are refused, because the text comes from somebody who is not to read this machine. */
  readonly references: ReferenceContext | ResolvedElsewhere | undefined;
  /** Where references stand whose values are still to be sent. */
  readonly wantedReferences?: Place[];
  /** Where secrets stand in the file itself, to warn about. */
  readonly literalSecrets: Place[];
  /** The organization's own schemes, which its sources and endpoints may name. Default: none. */
  readonly schemes?: readonly Scheme[];
  /** Permits `http:` and private addresses. Default false; development only. */
  readonly allowInsecureEndpoints: boolean;
}
