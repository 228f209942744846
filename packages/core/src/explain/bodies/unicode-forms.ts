import type { BodyForm, BodySource } from "./body-form.ts";

/** The body with letters and accents composed or taken apart (C09). */
export function unicodeForms({ text }: BodySource): readonly BodyForm[] {
  if (text === undefined) return [];
  return (["NFC", "NFD", "NFKC"] as const).map((normalForm) => ({
    code: "C09",
    how: `in Unicode's normal form ${normalForm}`,
    bytes: new TextEncoder().encode(text.normalize(normalForm)),
    isCommon: false,
  }));
}
