import type { Scheme } from "countersign";
import { signingWindowMs } from "../play/signing-window.ts";

const MS_PER_SECOND = 1000;

/** How a scheme signs, in a few words: `hmac-sha256, hex, timestamp+body, 60 s`. */
export function summarizeScheme(scheme: Scheme): string {
  const { proof } = scheme;
  if (proof.kind === "secret-header") return "secret header, nothing signed";
  const parts = proof.message.parts.filter(({ part }) => part !== "literal").map(({ part }) => part);
  const windowMs = signingWindowMs(scheme);
  return [
    proof.algorithm,
    proof.signature.encoding === "base64" ? "base64" : "hex",
    parts.join("+"),
    ...(windowMs === undefined ? [] : [`${windowMs / MS_PER_SECOND} s`]),
  ].join(", ");
}
