import type { MessagePart, SchemeData } from "./scheme-data.ts";

/** Whether a scheme signs such a part. */
export function signsPart({ proof }: SchemeData, wanted: MessagePart["part"]): boolean {
  return proof.kind === "mac" && proof.message.parts.some(({ part }) => part === wanted);
}
