import type { QueryOf, Routes } from "@countersign/contract";

export type DeliveryState = NonNullable<QueryOf<Routes["listDeliveries"]>["state"]>;

/** Written out, because loading the contract for `--help` would take longer than the rest; the compiler compares. */
const states: Readonly<Record<DeliveryState, true>> = {
  pending: true,
  in_flight: true,
  delivered: true,
  failed: true,
  held: true,
  cancelled: true,
};

/** Every state of a delivery, for options. */
export const deliveryStates: readonly string[] = Object.keys(states);
