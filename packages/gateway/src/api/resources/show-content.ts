import type { AnswerOf, Routes } from "@countersign/contract";
import type { Scheme } from "countersign";
import { signedContent } from "countersign/trace";
import type { SignedRequest } from "countersign/trace";

type ShownContent = AnswerOf<Routes["signInPlayground"]>["content"];
type ShownBytes = Pick<NonNullable<ShownContent>, "bytes" | "text" | "base64">;

/** What the signature of a request covers, for whoever brought the request; null where the scheme signs nothing. */
export function showContent(scheme: Scheme, request: SignedRequest): ShownContent {
  const content = signedContent(scheme, request);
  if (content === undefined) return null;
  const { parts, isEscaped, bytes } = content;
  const shownParts = parts.map((part) => ({ part: part.part, ...showBytes(part.bytes) }));
  return { parts: shownParts, isEscaped, ...showBytes(bytes) };
}

function showBytes(bytes: Uint8Array): ShownBytes {
  const text = textOf(bytes);
  const base64 = text === undefined ? Buffer.from(bytes).toString("base64") : null;
  return { bytes: bytes.length, text: text ?? null, base64 };
}

function textOf(bytes: Uint8Array): string | undefined {
  try {
    // A byte order mark is a part of what is signed, and must be seen.
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
