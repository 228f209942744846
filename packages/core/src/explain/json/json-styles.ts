import { compact, fourBlanks, jacksonPretty, pythonSpaced, tabs, twoBlanks } from "./layouts.ts";
import { everyMember, javaScriptOrder, lastValues, sortedOrder, withoutNulls } from "./member-orders.ts";
import {
  asWritten,
  goNumber,
  gsonMapNumber,
  jacksonNumber,
  javaScriptNumber,
  pythonNumber,
  rubyNumber,
} from "./number-spellings.ts";
import {
  asciiString,
  dotNetString,
  gsonString,
  jacksonAsciiString,
  jacksonString,
  oldGoString,
  phpString,
  plainString,
  scriptSafeString,
  stringAsWritten,
} from "./string-spellings.ts";
import type { JsonStyle } from "./write-json.ts";

/** A program's way of writing JSON, and what findings call it. */
export interface NamedStyle {
  readonly name: string;
  readonly style: JsonStyle;
  /** Tried together with other departures too. */
  readonly isCommon: boolean;
}

const lossless = { string: stringAsWritten, number: asWritten, order: everyMember };
const javaScript = { string: plainString, number: javaScriptNumber, order: javaScriptOrder };
const python = { string: asciiString, number: pythonNumber, order: lastValues };
const pythonText = { ...python, string: plainString };
const ruby = { string: plainString, number: rubyNumber, order: lastValues };
const go = { string: scriptSafeString, number: goNumber, order: sortedOrder, withoutNulls };
const jackson = { string: jacksonString, number: jacksonNumber, order: lastValues };
const gson = { string: gsonString, number: asWritten, order: withoutNulls };
const php = { string: phpString, number: pythonNumber, order: lastValues };

function style(name: string, parts: JsonStyle, isCommon = false): NamedStyle {
  return { name, style: parts, isCommon };
}

/** How programs write JSON that they have parsed: the most frequent first. */
export const jsonStyles: readonly NamedStyle[] = [
  style("without blanks between tokens", { ...lossless, layout: compact }, true),
  style("by JavaScript's JSON.stringify", { ...javaScript, layout: compact }, true),
  style("by Python's json.dumps", { ...python, layout: pythonSpaced }, true),
  style("by Python's json.dumps with compact separators", { ...python, layout: compact }, true),
  style("by Rails' to_json", { ...ruby, string: scriptSafeString, layout: compact }, true),
  style("by Go's json.Marshal of a map", { ...go, layout: compact }, true),
  style("by Ruby's to_json", { ...ruby, layout: compact }, true),
  style("by Jackson", { ...jackson, layout: compact }, true),
  style("by Gson", { ...gson, layout: compact }, true),
  style("with a blank after each comma and colon", { ...lossless, layout: pythonSpaced }),
  style("indented by two blanks", { ...lossless, layout: twoBlanks }),
  style("indented by four blanks", { ...lossless, layout: fourBlanks }),
  style("indented by tabs", { ...lossless, layout: tabs }),
  style("by JSON.stringify, indented by two blanks", { ...javaScript, layout: twoBlanks }),
  style("by JSON.stringify, indented by four blanks", { ...javaScript, layout: fourBlanks }),
  style("by JSON.stringify, indented by tabs", { ...javaScript, layout: tabs }),
  style("by Python's json.dumps with ensure_ascii=False", { ...pythonText, layout: pythonSpaced }),
  style("by Python's json.dumps, compact, with ensure_ascii=False", { ...pythonText, layout: compact }),
  style("by Python's json.dumps with sort_keys", { ...python, order: sortedOrder, layout: pythonSpaced }),
  style("by Python's json.dumps, compact, with sort_keys", {
    ...python,
    order: sortedOrder,
    layout: compact,
  }),
  style("by Python's json.dumps with indent=2", { ...python, layout: twoBlanks }),
  style("by Python's json.dumps with indent=4", { ...python, layout: fourBlanks }),
  style("by Go's json.Marshal of a map before Go 1.22", { ...go, string: oldGoString, layout: compact }),
  style("by Go's json.MarshalIndent of a map", { ...go, layout: twoBlanks }),
  style("by Gson from a map of doubles", {
    ...gson,
    number: gsonMapNumber,
    layout: compact,
  }),
  style("by Gson without HTML escaping", { ...gson, string: plainString, layout: compact }),
  style("by Jackson's pretty printer", { ...jackson, layout: jacksonPretty }),
  style("by Jackson with ESCAPE_NON_ASCII", { ...jackson, string: jacksonAsciiString, layout: compact }),
  style("by PHP's json_encode", { ...php, layout: compact }),
  style("by .NET's System.Text.Json", { ...lossless, string: dotNetString, layout: compact }),
  style("with sorted names", { ...lossless, order: sortedOrder, layout: compact }),
];
