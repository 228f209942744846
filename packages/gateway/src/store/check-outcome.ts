import { GatewayError } from "../errors.ts";
import { isTime, isWhole } from "./check-number.ts";
import type { DeliveryKey } from "./engine.ts";
import { parseDeliveryId } from "./public-id.ts";
import type { AttemptOutcome } from "./delivering.ts";

/**
 * Gives the delivery an outcome is for, and refuses an outcome that the database would refuse, before it shares a
 * transaction with others.
 *
 * @throws GatewayError `delivery_unknown` for an id that is none of ours; `outcome_invalid` naming the field.
 */
export function checkOutcome(outcome: AttemptOutcome): DeliveryKey {
  const delivery = parseDeliveryId(outcome.deliveryId);
  if (delivery === undefined) {
    throw new GatewayError("delivery_unknown", "the outcome's delivery id is none of ours");
  }
  const { organizationId, token, durationMs, startedAt, next } = outcome;
  if (![organizationId, token, durationMs].every(isWhole)) {
    throw invalid("the organization, the token or durationMs is no whole number");
  }
  const given = [outcome.status, outcome.secretId].filter((value) => value !== undefined);
  if (!given.every(isWhole)) throw invalid("the status or the secret is no whole number");
  if (!isTime(startedAt)) throw invalid("startedAt is no time");
  if (next.state === "pending" && !isTime(next.dueAt)) throw invalid("dueAt is no time");
  return delivery;
}

function invalid(what: string): GatewayError {
  return new GatewayError("outcome_invalid", what);
}
