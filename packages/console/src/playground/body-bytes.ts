import { bytesOfBase64 } from "../payload/bytes-of-base64.ts";
import { decodeUtf8 } from "../payload/byte-facts.ts";
import type { BenchInput, BodyForm } from "./bench-input.ts";

/** As many as the API takes. */
export const MAX_BODY_BYTES = 262_144;
/** Bytes to characters in steps: a call takes only so many arguments. */
const CHUNK_BYTES = 8192;

/** The exact bytes that the body field stands for; undefined where it is not the base64 that it says it is. */
export function bodyBytes({ body, bodyForm }: Pick<BenchInput, "body" | "bodyForm">): Uint8Array | undefined {
  if (bodyForm === "text") return new TextEncoder().encode(body);
  try {
    return bytesOfBase64(body.replaceAll(/\s/g, ""));
  } catch {
    return undefined;
  }
}

/** The base64 of bytes, as the API takes it. */
export function base64Of(bytes: Uint8Array): string {
  let text = "";
  for (let start = 0; start < bytes.length; start += CHUNK_BYTES) {
    text += String.fromCodePoint(...bytes.subarray(start, start + CHUNK_BYTES));
  }
  return btoa(text);
}

/** The same bytes in another form; undefined where a text field would change them. */
export function bodyInForm(
  input: Pick<BenchInput, "body" | "bodyForm">,
  form: BodyForm,
): Pick<BenchInput, "body" | "bodyForm"> | undefined {
  const bytes = bodyBytes(input);
  if (bytes === undefined) return undefined;
  if (form === "base64") return { body: base64Of(bytes), bodyForm: "base64" };
  const text = decodeUtf8(bytes);
  return text === undefined || text.includes("\r") ? undefined : { body: text, bodyForm: "text" };
}
