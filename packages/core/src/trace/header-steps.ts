import { findHeader, type HeadersInput, REPEATED } from "../headers.ts";
import type { Scheme } from "../scheme.ts";
import { idPart, timestampPart } from "../scheme-facts.ts";
import type { HeaderStep } from "./trace-step.ts";

/** Each header that the scheme reads, and whether it is there. */
export function headerSteps(scheme: Scheme, headers: HeadersInput): readonly HeaderStep[] {
  return rolesOf(scheme).map(({ role, name }): HeaderStep => {
    const value = findHeader(headers, name.toLowerCase());
    if (value === undefined) return { step: "header", isRight: false, role, name, found: "never" };
    if (value === REPEATED) return { step: "header", isRight: false, role, name, found: "repeatedly" };
    return { step: "header", isRight: true, role, name, found: "once", characters: value.length };
  });
}

function rolesOf(scheme: Scheme): readonly Pick<HeaderStep, "role" | "name">[] {
  const { caller, proof } = scheme;
  const signature = proof.kind === "mac" ? proof.signature.header : proof.header;
  const timestamp = timestampPart(scheme)?.header;
  const id = idPart(scheme)?.header;
  return [
    ...(caller === undefined ? [] : [{ role: "caller" as const, name: caller.header }]),
    { role: "signature" as const, name: signature },
    ...(timestamp === undefined ? [] : [{ role: "timestamp" as const, name: timestamp }]),
    ...(id === undefined ? [] : [{ role: "id" as const, name: id }]),
  ];
}
