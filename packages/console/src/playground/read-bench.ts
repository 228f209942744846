import type { CallOf } from "../api/call-route.ts";
import type { SchemeData } from "../senders/scheme-data.ts";
import { signsPart } from "../senders/signs-part.ts";
import type { BenchInput } from "./bench-input.ts";
import { MAX_BODY_BYTES, base64Of, bodyBytes } from "./body-bytes.ts";
import { readHeaderLines } from "./header-lines.ts";

/** What the API is asked with. */
export interface BenchCalls {
  readonly sign: CallOf<"signInPlayground">["body"];
  readonly judge: CallOf<"verifyInPlayground">["body"];
}

/** How the API names the scheme: by its id, or written out. */
export type SchemeChoice = CallOf<"signInPlayground">["body"]["scheme"];

export interface BenchScheme {
  readonly choice: SchemeChoice;
  readonly data: SchemeData;
  /** Where a source says something else than its scheme. */
  readonly toleranceMs?: number | undefined;
}

/** Makes the calls of what was typed, or tells in one sentence what is missing. */
export function readBench(
  { choice, data, toleranceMs }: BenchScheme,
  input: BenchInput,
): BenchCalls | string {
  const { secret, apiKey, keyEncoding, method, url, id, at } = input;
  if (secret === "") return "Enter a secret first.";
  if (data.caller !== undefined && apiKey === "") return "Enter the API key first: this scheme has callers.";
  const signsUrl = signsPart(data, "url");
  if (signsUrl && url === "") return "Enter the URL first: this scheme signs it.";
  const { headers, wrongLines } = readHeaderLines(input.headers);
  const [wrongLine] = wrongLines;
  if (wrongLine !== undefined) return `Line ${wrongLine + 1} of the headers is no “name: value”.`;
  const bytes = bodyBytes(input);
  if (bytes === undefined) return "The body is not base64.";
  if (bytes.length > MAX_BODY_BYTES) return "The body is larger than 256 KiB: try with a smaller one.";
  const who = {
    scheme: choice,
    secrets: [{ value: secret }],
    method,
    bodyBase64: base64Of(bytes),
    ...(data.caller !== undefined && { apiKey }),
    ...(keyEncoding !== "" && { keyEncoding }),
    ...(signsUrl && { publicUrl: url }),
    ...(at !== "" && { at }),
  };
  return {
    sign: { ...who, ...(signsPart(data, "id") && id !== "" && { id }) },
    judge: { ...who, headers: [...headers], ...(toleranceMs !== undefined && { toleranceMs }) },
  };
}
