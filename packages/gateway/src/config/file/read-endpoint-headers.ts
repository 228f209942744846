import { isHeaderName, isHeaderValue } from "../../deliver/header-text.ts";
import { isCredentialHeader, isReservedHeader } from "../../deliver/reserved-headers.ts";
import { describeValue } from "./located-value.ts";
import type { LocatedValue } from "./located-value.ts";
import type { Place } from "./configuration-problem.ts";
import type { Problems } from "./problems.ts";
import type { ReadContext } from "./read-context.ts";
import { readReferableText } from "./read-secret-text.ts";
import type { LocatedText } from "./read-value.ts";

const MAX_HEADERS = 50;

/** Reads `headers`: name to text, or to a reference. `signed` are the lower-case names that the scheme sets. */
export async function readEndpointHeaders(
  value: LocatedValue,
  field: string,
  context: ReadContext & { readonly signed: ReadonlySet<string> },
): Promise<Readonly<Record<string, string>>> {
  const { problems, signed } = context;
  const headers: Record<string, string> = {};
  if (value.kind !== "map" || value.entries.size > MAX_HEADERS) {
    problems.add(value.place, {
      code: value.kind === "map" ? "too_large" : "wrong_type",
      field,
      expected: `a mapping of at most ${MAX_HEADERS} header names to values`,
      found: describeValue(value),
      remedy: "write Name: value lines here",
    });
    return headers;
  }
  const seen = new Set<string>();
  for (const [name, entry] of value.entries) {
    if (!checkName(name, field, { place: entry.keyPlace, problems, seen, signed })) continue;
    const text = await readReferableText(entry.value, `${field}.${name}`, context);
    if (text === undefined) continue;
    if (isHeaderValue(text.value)) {
      headers[name] = text.value;
      continue;
    }
    problems.add(entry.value.place, {
      code: "bad_header",
      field: `${field}.${name}`,
      expected: "a value that can travel in a header",
      found: `${text.value.length} characters, with control characters or blanks at an end`,
      remedy: "encode it as the receiver expects",
    });
  }
  return headers;
}

/** Checks `forwardHeaders` and gives the names in lower case. */
export function checkForwardHeaders(
  names: readonly LocatedText[],
  field: string,
  context: { readonly problems: Problems; readonly signed: ReadonlySet<string> },
): readonly string[] {
  const { problems } = context;
  const seen = new Set<string>();
  return names.flatMap(({ text, place }, index) => {
    const at = `${field}[${index}]`;
    if (!checkName(text, at, { ...context, place, seen })) return [];
    const name = text.toLowerCase();
    if (!isCredentialHeader(name)) return [name];
    problems.add(place, {
      code: "bad_header",
      field: at,
      expected: "a header that is no credential",
      found: name,
      remedy: "remove it; give the endpoint credentials of its own under headers",
    });
    return [];
  });
}

function checkName(
  name: string,
  field: string,
  context: {
    readonly place: Place;
    readonly problems: Problems;
    readonly seen: Set<string>;
    readonly signed: ReadonlySet<string>;
  },
): boolean {
  const lower = name.toLowerCase();
  const isToken = isHeaderName(name);
  const isOwn = isReservedHeader(lower) || context.signed.has(lower);
  if (isToken && !isOwn && !context.seen.has(lower)) {
    context.seen.add(lower);
    return true;
  }
  context.problems.add(context.place, {
    code: "bad_header",
    field,
    expected: "the name of a header that may be set here, each once",
    found: isToken ? lower : `a text of ${name.length} characters that is no header name`,
    remedy: isOwn ? "remove it; the gateway sets it" : "correct or remove it",
  });
  return false;
}
