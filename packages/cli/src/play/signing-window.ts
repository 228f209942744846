import type { Scheme } from "countersign";

/** How long a signed time stays acceptable, in milliseconds; undefined where the scheme signs no time. */
export function signingWindowMs(scheme: Scheme): number | undefined {
  if (scheme.proof.kind !== "mac") return undefined;
  for (const part of scheme.proof.message.parts) if (part.part === "timestamp") return part.toleranceMs;
  return undefined;
}
