import { describeValue } from "./located-value.ts";
import type { LocatedValue } from "./located-value.ts";
import type { Place } from "./configuration-problem.ts";
import type { Problems } from "./problems.ts";
import type { ReadContext } from "./read-context.ts";
import { readReferableText } from "./read-secret-text.ts";
import type { LocatedText } from "./read-value.ts";

/** RFC 9110 field names: a token. */
const HEADER_NAME = /^[A-Za-z0-9!#$%&'*+\-.^_`|~]{1,128}$/;
/** What may stand in a field value on every hop: visible ASCII and blanks. */
const HEADER_VALUE = /^[\x20-\x7e\t]*$/;
const MAX_HEADERS = 50;

/** Decided by the connection or by the gateway itself. */
const ownNames: ReadonlySet<string> = new Set([
  "connection",
  "content-encoding",
  "content-length",
  "content-type",
  "expect",
  "host",
  "keep-alive",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);
const OWN_PREFIX = "countersign-";

/** Prove who sent something to us; passing them on would hand them to a third party. */
const credentialNames: ReadonlySet<string> = new Set([
  "authorization",
  "cookie",
  "proxy-authorization",
  "set-cookie",
  "x-api-key",
]);

/** Reads `headers`: name to text, or to a reference. */
export async function readEndpointHeaders(
  value: LocatedValue,
  field: string,
  context: ReadContext,
): Promise<Readonly<Record<string, string>>> {
  const { problems } = context;
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
    if (!checkName(name, field, { place: entry.keyPlace, problems, seen })) continue;
    const text = await readReferableText(entry.value, `${field}.${name}`, context);
    if (text === undefined) continue;
    if (HEADER_VALUE.test(text.value)) {
      headers[name] = text.value;
      continue;
    }
    problems.add(entry.value.place, {
      code: "bad_header",
      field: `${field}.${name}`,
      expected: "a value of visible ASCII characters and blanks",
      found: `${text.value.length} characters, some of them others`,
      remedy: "encode it as the receiver expects",
    });
  }
  return headers;
}

/** Checks `forwardHeaders` and gives the names in lower case. */
export function checkForwardHeaders(
  names: readonly LocatedText[],
  field: string,
  problems: Problems,
): readonly string[] {
  const seen = new Set<string>();
  return names.flatMap(({ text, place }, index) => {
    const at = `${field}[${index}]`;
    if (!checkName(text, at, { place, problems, seen })) return [];
    const name = text.toLowerCase();
    if (!credentialNames.has(name)) return [name];
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
  context: { readonly place: Place; readonly problems: Problems; readonly seen: Set<string> },
): boolean {
  const lower = name.toLowerCase();
  const isToken = HEADER_NAME.test(name);
  const isOwn = ownNames.has(lower) || lower.startsWith(OWN_PREFIX);
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
