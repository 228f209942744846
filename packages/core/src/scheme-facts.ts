import type { IdPart, MessagePart, Scheme, TimestampPart } from "./scheme.ts";

function partsOf(scheme: Scheme): readonly MessagePart[] {
  return scheme.proof.kind === "mac" ? scheme.proof.message.parts : [];
}

/** The timestamp a scheme signs, if it signs one. */
export function timestampPart(scheme: Scheme): TimestampPart | undefined {
  return partsOf(scheme).find((each) => each.part === "timestamp");
}

/** The id header a scheme signs, if it signs one. */
export function idPart(scheme: Scheme): IdPart | undefined {
  return partsOf(scheme).find((each) => each.part === "id");
}

/** Whether a scheme signs the time, so that old requests are refused. */
export function signsTime(scheme: Scheme): boolean {
  return timestampPart(scheme) !== undefined;
}

/** Whether a scheme signs the URL, so that `publicUrl` must be configured. */
export function signsUrl(scheme: Scheme): boolean {
  return partsOf(scheme).some((each) => each.part === "url");
}

/** The name of the header whose API key names the caller, as the sender writes it; undefined if there is none. */
export function callerHeader(scheme: Scheme): string | undefined {
  return scheme.caller?.header;
}
