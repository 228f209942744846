import type { Change, ChangeStep } from "../change.ts";
import { lockConfiguration, lockEndpoints, lockOrganizations } from "./locks.ts";
import type { Transaction } from "./query.ts";

/** Takes the locks that the steps and the audit entries of a change need, before any of them, in the order of all locks. */
export async function lockChange(transaction: Transaction, { steps, audit }: Change): Promise<void> {
  if (steps.some(({ kind }) => kind === "configuration")) await lockConfiguration(transaction);
  const organizationIds = [
    ...steps.flatMap(organizationsOf),
    ...audit.map(({ organizationId }) => organizationId),
  ];
  if (organizationIds.length > 0) await lockOrganizations(transaction, organizationIds);
  const endpointIds = steps.flatMap(endpointsOf);
  if (endpointIds.length > 0) await lockEndpoints(transaction, endpointIds);
}

function organizationsOf({ kind, input }: ChangeStep): readonly number[] {
  // Rows are written for these alone, and for organizations that are not there yet.
  if (kind === "configuration") return input.raisedOrganizations;
  return "organizationId" in input ? [input.organizationId] : [];
}

/** Endpoints whose state is written as a whole; steps that find out which ones lock them themselves. */
function endpointsOf({ kind, input }: ChangeStep): readonly number[] {
  if (kind === "configuration") return input.endpoints.map(({ id }) => id);
  return kind === "move_delivery" ? [input.endpointId] : [];
}
