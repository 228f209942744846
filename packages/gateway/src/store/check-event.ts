import { GatewayError } from "../errors.ts";
import type { AcceptedEvent } from "./store.ts";

/** Times are written into public ids as 48 bits: until the year 10889. */
const MAX_TIME_MS = 2 ** 48 - 1;

/** Refuses an event that could not be written, before it shares a transaction with others. */
export function checkEvent(event: AcceptedEvent): void {
  if (!isTime(event.receivedAt)) throw invalid("receivedAt is no time");
  if (event.signedAt !== undefined && !Number.isSafeInteger(event.signedAt))
    throw invalid("signedAt is no time");
  if (!Number.isSafeInteger(event.repeatWindowMs))
    throw invalid("repeatWindowMs is no number of milliseconds");
  if (!(event.body instanceof Uint8Array)) throw invalid("the body is not bytes");
  if (event.rawHeaders.length % 2 !== 0) throw invalid("the headers are not names and values in turn");
  if (new Set(event.endpointIds).size !== event.endpointIds.length)
    throw invalid("an endpoint is named twice");
}

function isTime(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0 && value <= MAX_TIME_MS;
}

function invalid(what: string): GatewayError {
  return new GatewayError("event_invalid", what);
}
