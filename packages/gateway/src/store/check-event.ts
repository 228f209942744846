import { GatewayError } from "../errors.ts";
import { isTime, isWhole } from "./check-number.ts";
import type { AcceptedEvent } from "./accepting.ts";

/**
 * Refuses an event that the database would refuse, before it shares a transaction with others.
 *
 * @throws GatewayError `event_invalid` naming the field, never its value.
 */
export function checkEvent(event: AcceptedEvent): void {
  if (
    !isWhole(event.organizationId) ||
    !isWhole(event.configVersion) ||
    !isWhole(event.sourceId) ||
    !isWhole(event.repeatWindowMs)
  ) {
    throw invalid("an id, the version or the window is no whole number");
  }
  if (!isWholeIfGiven(event.callerId) || !isWholeIfGiven(event.secretId) || !isWholeIfGiven(event.signedAt)) {
    throw invalid("the caller, the secret or signedAt is no whole number");
  }
  if (!isTime(event.receivedAt)) throw invalid("receivedAt is no time");
  if (!(event.body instanceof Uint8Array)) throw invalid("the body is not bytes");
  if (event.rawHeaders.length % 2 !== 0) throw invalid("the headers are not names and values in turn");
  const { endpointIds } = event;
  if (!endpointIds.every(isWhole)) throw invalid("an endpoint is no whole number");
  if (endpointIds.length > 1 && new Set(endpointIds).size !== endpointIds.length) {
    throw invalid("an endpoint is named twice");
  }
}

function isWholeIfGiven(value: number | undefined): boolean {
  return value === undefined || isWhole(value);
}

function invalid(what: string): GatewayError {
  return new GatewayError("event_invalid", what);
}
