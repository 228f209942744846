import type { Escape } from "../search/hypothesis.ts";
import { type EscapeTable, escapeWith } from "./escape-table.ts";

/** An escape and what findings call it. */
export interface NamedEscape {
  readonly name: string;
  readonly escape: Escape;
}

/** How languages escape, other than Ruby's CGI.escape. */
const TABLES: readonly (EscapeTable & { readonly name: string })[] = [
  { name: "JavaScript's encodeURIComponent", kept: "-_.!~*'()", space: "%20" },
  { name: "JavaScript's encodeURIComponent with + for blanks", kept: "-_.!~*'()", space: "+" },
  { name: "Java's URLEncoder and URLSearchParams", kept: "-._*", space: "+" },
  { name: "RFC 3986 (PHP's rawurlencode, Python's quote)", kept: "-._~", space: "%20" },
  { name: "Python's quote", kept: "-._~/", space: "%20" },
  { name: "Python's quote_plus with / kept", kept: "-._~/", space: "+" },
  { name: "Ruby before 2.5 and PHP's urlencode", kept: "-._", space: "+" },
  { name: "CGI.escape with lower-case hex", kept: "-._~", space: "+", isLowerCase: true },
  { name: "JavaScript's encodeURI", kept: "-_.!~*'();/?:@&=+$,#", space: "%20" },
];

/** Made when first asked for: nothing is worked out at import. */
let made: readonly NamedEscape[] | undefined;

/** Every escape that languages have, other than the scheme's. */
export function urlEscapes(): readonly NamedEscape[] {
  made ??= TABLES.map(({ name, ...table }) => ({ name, escape: escapeWith(table) }));
  return made;
}
