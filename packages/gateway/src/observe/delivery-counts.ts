import type { Store } from "../store/store.ts";
import type { Metrics } from "./metrics.ts";

/** Brings the gauge of deliveries up to date. While the store cannot tell, the gauge keeps what it showed last. */
export async function refreshDeliveryCounts(
  metrics: Pick<Metrics, "deliveries">,
  store: Pick<Store, "countDeliveries">,
): Promise<void> {
  const counts = await store.countDeliveries().catch(() => ({}));
  for (const [state, count] of Object.entries(counts)) metrics.deliveries.set({ state }, count);
}
