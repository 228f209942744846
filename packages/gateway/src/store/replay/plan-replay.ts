import type { Endpoint, Organization } from "../../config/configuration.ts";
import { endpointIdOf, resolveEventQuery } from "../events/resolve-query.ts";
import { parseEventId } from "../public-id.ts";
import type { ReplayPlan } from "./replay-rows.ts";
import type { ReplayFault, ReplayRequest } from "./replay-store.ts";

export type PlannedReplay = { readonly plan: ReplayPlan } | { readonly fault: ReplayFault };

/** Puts row ids in place of names and checks that the request makes sense for this organization. */
export function planReplay(organization: Organization, request: ReplayRequest): PlannedReplay {
  const { what, to } = request;
  const { eventIds, source, endpoint, ...filter } = request.filter;
  if (what === "retry_failed" && to !== undefined) return { fault: "target_not_accepted" };
  if (what === "backfill" && to === undefined) return { fault: "target_missing" };
  const target = to === undefined ? undefined : organization.endpoints.find(({ name }) => name === to);
  if (to !== undefined && target === undefined) return { fault: "target_unknown" };
  if (endpoint !== undefined && endpointIdOf(organization, endpoint) === undefined) {
    return { fault: "endpoint_unknown" };
  }
  const ids = eventIds?.map((eventId) => parseEventId(eventId)?.id);
  if (ids?.includes(undefined) === true) return { fault: "event_unknown" };
  if (what === "backfill" && target?.where !== undefined && ids === undefined) {
    return { fault: "target_has_conditions" };
  }
  if (request.signing === "as_received" && !canPassOn(organization, request, target)) {
    return { fault: "not_as_received" };
  }
  const rows = resolveEventQuery(organization, {
    ...filter,
    ...(source !== undefined && { source }),
    ...(endpoint !== undefined && { endpoint }),
    ...(what === "retry_failed" && { deliveryState: "failed" as const }),
    ...(what === "backfill" && to !== undefined && { missedBy: to }),
  });
  if (rows === undefined) return { fault: "source_unknown" };
  const known = ids?.filter((id) => id !== undefined).toSorted((one, other) => one - other);
  return {
    plan: {
      what,
      filter: { ...rows, ...(known !== undefined && { ids: known }) },
      asked: request.filter,
      ...(target !== undefined && { toEndpointId: target.id }),
    },
  };
}

/**
 * Signatures can be passed on where the receiver checks what the sender made: one source, and an endpoint of the same
 * scheme. A scheme that sends its secret itself has none; passing that on would hand out a credential.
 */
function canPassOn(
  organization: Organization,
  request: ReplayRequest,
  target: Endpoint | undefined,
): boolean {
  const source = organization.sources.find(({ name }) => name === request.filter.source);
  const name = request.filter.endpoint;
  const endpoint = target ?? organization.endpoints.find((one) => one.name === name);
  if (source === undefined || endpoint === undefined) return false;
  return source.scheme.id === endpoint.scheme.id && source.scheme.proof.kind === "mac";
}
