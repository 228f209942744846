import type { SignatureEncoding, SignatureList, SignatureRule } from "../../scheme.ts";
import type { DecodingName } from "../signatures/decodings.ts";
import type { SignaturePlace } from "../signatures/received-signature.ts";

/** The writings that the scheme language has words for. */
const ENCODINGS: Partial<Readonly<Record<DecodingName, SignatureEncoding>>> = {
  "lower-case hex": "hex",
  "hex with capitals": "hex-any-case",
  base64: "base64",
};

/** More live keys than any sender has. */
const MAX_ENTRIES = 16;

const LISTS: readonly SignatureList[] = [
  { separator: ",", maxEntries: MAX_ENTRIES },
  { separator: ",", maxEntries: MAX_ENTRIES, allowsBlanks: true },
  { separator: " ", maxEntries: MAX_ENTRIES },
  { separator: " ", maxEntries: MAX_ENTRIES, skipsOtherTags: true },
];

/** How a signature may be written, the declared way first, then the narrowest. Which of them is right shows when it is read. */
export function signatureRules(place: SignaturePlace, declared: SignatureRule): readonly SignatureRule[] {
  const found = ENCODINGS[place.writing];
  if (found === undefined) return [];
  const isDeclaredWider = declared.encoding === "hex-any-case" && found === "hex";
  const header = declared.header.toLowerCase() === place.header ? declared.header : place.header;
  const rule: SignatureRule = {
    header,
    encoding: isDeclaredWider ? declared.encoding : found,
    ...(place.prefix !== "" && { prefix: place.prefix }),
  };
  const lists = declared.list === undefined ? LISTS : [declared.list, ...LISTS];
  const asList = lists.map((list) => ({ ...rule, list }));
  return declared.list === undefined ? [rule, ...asList] : [...asList, rule];
}
