import type { AcceptedVerdict } from "countersign";
import type { AcceptedEvent } from "../store/accepting.ts";
import { dedupeRule } from "./dedupe-rule.ts";
import type { ReceivingSource } from "./receiving-source.ts";

export interface VerifiedRequest {
  readonly rawHeaders: readonly string[];
  readonly body: Uint8Array;
  readonly receivedAt: number;
  readonly verdict: AcceptedVerdict;
}

/** What the store is asked to keep of a verified request, with the endpoints that want it. */
export function plannedEvent(receiving: ReceivingSource, verified: VerifiedRequest): AcceptedEvent {
  const { verdict } = verified;
  const { organization, source, fanOut } = receiving;
  const eventType = verdict.eventType ?? source.scheme.event.type.default;
  const endpointIds = fanOut.endpointIds(eventType, verified.body);
  const endpointOrderingKeys = receiving.orderingKeys.of({ endpointIds, eventType, body: verified.body });
  const { callerId, secretId } = receiving.signedBy(verdict);
  // Every field each time: objects of one shape are what the engine reads fast.
  return {
    organizationId: organization.id,
    configVersion: organization.configVersion,
    sourceId: source.id,
    callerId,
    secretId,
    receivedAt: verified.receivedAt,
    signedAt: verdict.signedAt,
    eventType,
    isPayloadUnreadable: source.payloadCheck === "flag" && !verdict.isJson,
    dedupe: dedupeRule(source.scheme, verdict),
    repeatWindowMs: source.repeatWindowMs,
    onConflict: source.onConflict,
    hasOwnRetention: source.payloadRetentionDays !== undefined,
    rawHeaders: verified.rawHeaders,
    body: verified.body,
    endpointIds,
    endpointOrderingKeys,
  };
}
