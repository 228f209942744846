import type { AcceptFacts } from "./accept-facts.ts";
import type { PlannedEvent } from "./accept-plan.ts";
import { joinLines, orderKeyText } from "./order-lines.ts";
import type { OrderKey } from "./order-lines.ts";
import type { Transaction } from "./query.ts";

export interface PlannedDelivery {
  readonly endpointId: number;
  readonly id: number;
  readonly event: PlannedEvent;
  readonly state: "pending" | "held";
  readonly lineId: number | null;
  readonly isWaiting: boolean;
}

/** What a batch changes about one endpoint's state. */
export interface EndpointTally {
  readonly firstId: number;
  lastId: number;
  pending: number;
  /** Of the pending ones those that wait for another of their line. */
  waiting: number;
  held: number;
}

export interface PlannedDeliveries {
  readonly deliveries: readonly PlannedDelivery[];
  readonly tallies: ReadonlyMap<number, EndpointTally>;
}

/** Numbers the deliveries of a batch per endpoint in commit order, and lets those with an ordering key join their lines. */
export async function planDeliveries(
  transaction: Transaction,
  facts: AcceptFacts,
  events: readonly PlannedEvent[],
): Promise<PlannedDeliveries> {
  const lines = await joinLines(transaction, events.flatMap(orderKeysOf));
  // Of a line that this batch makes, the first delivery waits for nobody.
  const taken = new Set<number>();
  const tallies = new Map<number, EndpointTally>();
  const deliveries: PlannedDelivery[] = [];
  for (const event of events) {
    const state = stateOf(event);
    for (const [index, endpointId] of event.row.endpointIds.entries()) {
      const tally = tallyOf(tallies, facts, endpointId);
      tally.lastId += 1;
      tally[state] += 1;
      const mac = state === "held" ? null : (event.row.orderMacs?.[index] ?? null);
      const line = mac === null ? undefined : lines.get(orderKeyText({ endpointId, mac }));
      const isWaiting = line !== undefined && (!line.isNew || taken.has(line.id));
      if (line !== undefined) taken.add(line.id);
      if (isWaiting) tally.waiting += 1;
      deliveries.push({ endpointId, id: tally.lastId, event, state, lineId: line?.id ?? null, isWaiting });
    }
  }
  return { deliveries, tallies };
}

function stateOf({ verdict, row }: PlannedEvent): PlannedDelivery["state"] {
  return verdict.kind === "conflict" && row.onConflict === "hold" ? "held" : "pending";
}

function orderKeysOf(event: PlannedEvent): readonly OrderKey[] {
  const { orderMacs, endpointIds, organizationId } = event.row;
  if (orderMacs === null || stateOf(event) === "held") return [];
  return endpointIds.flatMap((endpointId, index) => {
    const mac = orderMacs[index] ?? null;
    return mac === null ? [] : [{ organizationId, endpointId, mac }];
  });
}

function tallyOf(tallies: Map<number, EndpointTally>, facts: AcceptFacts, endpointId: number): EndpointTally {
  const known = tallies.get(endpointId);
  if (known !== undefined) return known;
  const lastId = facts.endpoints.get(endpointId)?.lastDeliveryId;
  if (lastId === undefined) throw new Error(`there is no endpoint ${endpointId}`);
  const tally = { firstId: lastId, lastId, pending: 0, waiting: 0, held: 0 };
  tallies.set(endpointId, tally);
  return tally;
}
