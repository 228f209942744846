import { createHash } from "node:crypto";
import type { Scheme } from "countersign";

/** A made-up secret of the form that the scheme takes; the same for the same number. */
export function fittingSecret({ proof }: Scheme, number: number): string {
  // 64 bytes are as many as any scheme may ask for.
  const bytes = createHash("sha512").update(`secret ${number} of a test`).digest();
  if (proof.kind !== "mac") return bytes.toString("hex");
  const { encoding, stripPrefix = "" } = proof.key;
  return `${stripPrefix}${bytes.toString(encoding === "base64" ? "base64" : "hex")}`;
}
