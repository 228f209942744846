import { equalBytes } from "../equal-bytes.ts";
import type { Deviation } from "../search/hypothesis.ts";
import { bodyDeviation, type BodyForm, type BodySource } from "./body-form.ts";
import { bodySource } from "./body-source.ts";
import { charsetForms } from "./charset-forms.ts";
import { compressedForms } from "./compressed-forms.ts";
import { edgeForms } from "./edge-forms.ts";
import { jsonForms, numberForms } from "./json-forms.ts";
import { nestedForms } from "./nested-forms.ts";
import { unicodeForms } from "./unicode-forms.ts";

/** The families of forms, the most frequent first. */
const FAMILIES: readonly ((source: BodySource) => Iterable<BodyForm>)[] = [
  edgeForms,
  jsonForms,
  nestedForms,
  charsetForms,
  unicodeForms,
  compressedForms,
  numberForms,
];

/** Larger bodies are compared as they are: their forms would take the whole budget. */
const MAX_BODY_BYTES = 1024 * 1024;

/** The other forms of the body that may have been signed, worked out one by one. A form that changes nothing is none. */
export function* bodyDimension(body: Uint8Array): Generator<Deviation> {
  if (body.length > MAX_BODY_BYTES) return;
  const source = bodySource(body);
  for (const forms of FAMILIES) {
    for (const form of forms(source)) {
      if (!equalBytes(form.bytes, body)) yield bodyDeviation(form, body);
    }
  }
}
