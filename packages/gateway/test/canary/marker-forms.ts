/** One way in which a marked value may be written. */
export interface MarkerForm {
  readonly form: string;
  readonly bytes: Buffer;
}

const PRINTABLE_ASCII = /^[\x20-\x7e]+$/;
/** In base64 three bytes become four characters, so a value inside a longer text is written in one of three ways. */
const BASE64_ALIGNMENTS = [0, 1, 2] as const;

/** Every way in which these bytes may be written that differs from the others. */
export function markerForms(bytes: Buffer): readonly MarkerForm[] {
  const hex = bytes.toString("hex");
  const forms: readonly MarkerForm[] = [
    { form: "raw", bytes },
    ...BASE64_ALIGNMENTS.flatMap((alignment) => base64Forms(bytes, alignment)),
    { form: "hex", bytes: Buffer.from(hex) },
    { form: "upper-case hex", bytes: Buffer.from(hex.toUpperCase()) },
    ...textForms(bytes.toString("latin1")),
  ];
  const textOf = (form: MarkerForm): string => form.bytes.toString("latin1");
  return forms.filter((form, index) => forms.findIndex((each) => textOf(each) === textOf(form)) === index);
}

/** The characters that depend on the value alone, whatever stands before and after it. */
function base64Forms(bytes: Buffer, alignment: 0 | 1 | 2): readonly MarkerForm[] {
  const shifted = Buffer.concat([Buffer.alloc(alignment), bytes]);
  const wholeCharacters = Math.floor((shifted.length * 8) / 6);
  const firstOwnCharacter = Math.ceil((alignment * 8) / 6);
  const text = shifted.toString("base64").slice(firstOwnCharacter, wholeCharacters);
  const urlText = text.replaceAll("+", "-").replaceAll("/", "_");
  return [
    { form: `base64 at ${alignment}`, bytes: Buffer.from(text) },
    { form: `base64url at ${alignment}`, bytes: Buffer.from(urlText) },
  ];
}

function textForms(text: string): readonly MarkerForm[] {
  if (!PRINTABLE_ASCII.test(text)) return [];
  const littleEndian = Buffer.from(text, "utf16le");
  return [
    { form: "URL-encoded", bytes: Buffer.from(encodeURIComponent(text)) },
    { form: "JSON-escaped", bytes: Buffer.from(JSON.stringify(text).slice(1, -1)) },
    { form: "UTF-16", bytes: littleEndian },
    { form: "UTF-16 (big endian)", bytes: Buffer.from(littleEndian).swap16() },
  ];
}
