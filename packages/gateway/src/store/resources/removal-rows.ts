/** A place among all deliveries of all deleted endpoints. */
export interface RemovalPosition {
  readonly endpointId: number;
  readonly deliveryId: number;
}

export interface RemovalRows {
  /** How many deliveries of an endpoint have not ended: pending, in flight or held. */
  countOpenDeliveries(endpointId: number): Promise<number>;
  /**
   * Cancels at most `limit` open deliveries of deleted endpoints after `position`, in order; gives where it got to, or
   * undefined when none is left.
   */
  cancelOfDeletedEndpoints(position: RemovalPosition, limit: number): Promise<RemovalPosition | undefined>;
}
