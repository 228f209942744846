import type { Scheme } from "countersign";
import type { Markers } from "./markers.ts";

const HEX = /^[0-9a-f]+$/i;
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;

/** Marks the signature in signed headers: as it is written, and the bytes that it stands for. */
export function addSignature(
  markers: Markers,
  { proof }: Scheme,
  headers: Readonly<Record<string, string | undefined>>,
): void {
  if (proof.kind !== "mac") return;
  const wanted = proof.signature.header.toLowerCase();
  const [, value = ""] = Object.entries(headers).find(([name]) => name.toLowerCase() === wanted) ?? [];
  const text = value.slice(proof.signature.prefix?.length ?? 0);
  if (text === "") throw new Error("no signature to mark");
  markers.add("signature", text);
  if (HEX.test(text)) markers.add("signature, decoded", Buffer.from(text, "hex"));
  else if (BASE64.test(text)) markers.add("signature, decoded", Buffer.from(text, "base64"));
}
