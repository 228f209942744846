import { MAX_ESCAPED_BYTES } from "../../encoding/cgi-escape.ts";
import type { Escape } from "../search/hypothesis.ts";

/** One language's URL escape. */
interface EscapeTable {
  readonly name: string;
  /** What stays, beside letters and digits. */
  readonly kept: string;
  readonly space: "+" | "%20";
  readonly isLowerCase?: true;
}

/** How languages escape, other than Ruby's CGI.escape. */
const TABLES: readonly EscapeTable[] = [
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

const ALPHANUMERIC = /[A-Za-z0-9]/;
const BYTES = 256;
const SPACE = 0x20;

/** An escape and what findings call it. */
export interface NamedEscape {
  readonly name: string;
  readonly escape: Escape;
}

/** Every escape that languages have, other than the scheme's. */
export function urlEscapes(): readonly NamedEscape[] {
  return TABLES.map((table) => ({ name: table.name, escape: escapeWith(table) }));
}

function escapeWith(table: EscapeTable): Escape {
  const replacements = Array.from({ length: BYTES }, (_, byte) =>
    Array.from(replacement(table, byte), (character) => character.charCodeAt(0)),
  );
  return (content) => {
    const escaped = new Uint8Array(content.length * MAX_ESCAPED_BYTES);
    let end = 0;
    for (const byte of content) {
      for (const each of replacements[byte] ?? []) {
        escaped[end] = each;
        end += 1;
      }
    }
    return escaped.subarray(0, end);
  };
}

function replacement({ kept, space, isLowerCase }: EscapeTable, byte: number): string {
  const character = String.fromCharCode(byte);
  if (ALPHANUMERIC.test(character) || kept.includes(character)) return character;
  if (byte === SPACE) return space;
  const hex = byte.toString(16).padStart(2, "0");
  return `%${isLowerCase === true ? hex : hex.toUpperCase()}`;
}
