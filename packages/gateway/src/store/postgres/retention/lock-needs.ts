import { lockOrganizations } from "../locks.ts";
import type { Transaction } from "../query.ts";

/**
 * From here on nothing of an organization comes to need an event's payload until this transaction ends, and no hold is
 * placed: whoever adds an event or a delivery, or makes a closed one pending again, holds the organization's lock too.
 * Claims and outcomes go on beside: they open no delivery that was closed. Statements after this one see what was
 * committed before.
 */
export async function lockNeeds(transaction: Transaction, organizationId: number): Promise<void> {
  await lockOrganizations(transaction, [organizationId]);
}
