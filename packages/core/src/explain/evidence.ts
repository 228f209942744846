import { utf8Bytes } from "../encoding/utf8.ts";
import { byteStringOf } from "../encoding/byte-string.ts";
import { isWellFormed } from "../encoding/well-formed.ts";
import { trimBlanks } from "../proof/trim-blanks.ts";
import type { Scheme } from "../scheme.ts";
import type { ExplainContext, ExplainedVerdict, ExplainInput, KnownSecret } from "./explanation.ts";
import { readHeaders, type ReceivedHeader } from "./read-headers.ts";

/** Everything that is known, read without ever refusing anything. */
export interface Evidence {
  readonly input: ExplainInput;
  readonly scheme: Scheme;
  readonly context: ExplainContext;
  readonly verdict: ExplainedVerdict;
  readonly headers: readonly ReceivedHeader[];
  /** The body's bytes; undefined if what was captured is neither bytes nor text. */
  readonly body: Uint8Array | undefined;
  /** The secrets that should have signed. */
  readonly declared: readonly KnownSecret[];
  /** The other secrets that are known. */
  readonly others: readonly KnownSecret[];
  /** The moment of the verification. */
  readonly nowMs: number;
}

/** Secrets beyond these are not tried. */
const MAX_DECLARED = 8;
const MAX_OTHERS = 32;

/** Reads all that was given. */
export function readEvidence(
  scheme: Scheme,
  input: ExplainInput,
  facts: { readonly verdict: ExplainedVerdict; readonly nowMs: number },
): Evidence {
  const request: Partial<ExplainInput["request"]> = isObject(input.request) ? input.request : {};
  const headers = readHeaders(request.headers);
  const context = isObject(input.context) ? input.context : {};
  const { own, foreign } = readSecrets(scheme, input.options, headers);
  return {
    input: { ...input, request },
    scheme,
    context,
    headers,
    body: readBody(request.body),
    declared: own.slice(0, MAX_DECLARED),
    others: [...foreign, ...secretsOf(context.secrets, "name")].slice(0, MAX_OTHERS),
    ...facts,
  };
}

/** The text of every header with this name. */
export function headerValues({ headers }: Pick<Evidence, "headers">, name: string): readonly string[] {
  const lower = name.toLowerCase();
  return headers.filter((each) => each.name === lower).map(({ value }) => value);
}

/** The first header with this name. */
export function headerValue(evidence: Pick<Evidence, "headers">, name: string): string | undefined {
  return headerValues(evidence, name)[0];
}

function readBody(body: unknown): Uint8Array | undefined {
  if (ArrayBuffer.isView(body)) return new Uint8Array(body.buffer, body.byteOffset, body.byteLength);
  if (body instanceof ArrayBuffer) return new Uint8Array(body);
  return typeof body === "string" ? (utf8Bytes(body) ?? new TextEncoder().encode(body)) : undefined;
}

function readSecrets(
  { caller }: Scheme,
  options: unknown,
  headers: readonly ReceivedHeader[],
): { readonly own: readonly KnownSecret[]; readonly foreign: readonly KnownSecret[] } {
  if (!isObject(options)) return { own: [], foreign: [] };
  const { keys, callers } = options as { readonly keys?: unknown; readonly callers?: unknown };
  if (!Array.isArray(callers)) return { own: secretsOf(keys, "id"), foreign: [] };
  const apiKey = trimBlanks(headers.find(({ name }) => name === caller?.header.toLowerCase())?.value ?? "");
  const all = callers.filter(isObject) as readonly Readonly<Record<string, unknown>>[];
  const named = all.filter((each) => byteText(each["apiKey"]) === apiKey);
  const rest = all.filter((each) => !named.includes(each));
  return {
    own: named.flatMap((each) => secretsOf(each["keys"], "id")),
    foreign: rest.flatMap((each) =>
      secretsOf(each["keys"], "id").map(({ name, secret }) => ({
        name: `${String(each["id"])}, ${name}`,
        secret,
      })),
    ),
  };
}

function secretsOf(list: unknown, nameField: "id" | "name"): readonly KnownSecret[] {
  if (!Array.isArray(list)) return [];
  return (list as readonly unknown[]).flatMap((each, index) => {
    if (!isObject(each)) return [];
    const { secret, [nameField]: name } = each as Readonly<Record<string, unknown>>;
    if (typeof secret !== "string" || secret === "" || !isWellFormed(secret)) return [];
    return [{ name: typeof name === "string" ? name : `key-${index + 1}`, secret }];
  });
}

function byteText(text: unknown): string {
  return typeof text === "string" ? byteStringOf(new TextEncoder().encode(text)) : "";
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
