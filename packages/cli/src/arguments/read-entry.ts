import { readWholeNumber } from "./read-whole-number.ts";

/** A HAR file of a browser's whole day has fewer. */
const MAX_ENTRY = 1_000_000;

/** The number of a HAR file's entry, from 1; the first where none is given. */
export function readEntry(text = "1"): number {
  return readWholeNumber(text, { option: "--entry", min: 1, max: MAX_ENTRY });
}
