import type { Scheme } from "countersign";

/** Lower-case names of every header a scheme writes or reads: signature, secret, API key, timestamp and id. */
export function schemeHeaderNames(scheme: Scheme): readonly string[] {
  const names = scheme.caller === undefined ? [] : [scheme.caller.header];
  const { proof } = scheme;
  if (proof.kind === "secret-header") names.push(proof.header);
  else {
    names.push(proof.signature.header);
    for (const part of proof.message.parts) if ("header" in part) names.push(part.header);
  }
  return names.map((name) => name.toLowerCase());
}
