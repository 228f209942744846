import type { RemovalPosition, RemovalRows } from "./removal-rows.ts";

/** As many as the writer cancels in about 10 ms, so that a large backlog holds up no other work. */
const DELIVERIES_PER_STEP = 2000;

/** Cancels the open deliveries of all deleted endpoints, step by step. */
export async function cancelRemoved(rows: RemovalRows): Promise<void> {
  let position: RemovalPosition | undefined = { endpointId: 0, deliveryId: 0 };
  while (position !== undefined) {
    position = await rows.cancelOfDeletedEndpoints(position, DELIVERIES_PER_STEP);
  }
}
