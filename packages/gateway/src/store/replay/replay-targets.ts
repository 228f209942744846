/** One event that a replay is for, and what is to be done with it. */
export interface ReplayTarget {
  readonly eventId: number;
  /** False where the payload is gone, so that nothing of it can be sent. */
  readonly isReadable: boolean;
  /** Dead letters to retry. */
  readonly retried: readonly DeadLetter[];
  /** Endpoints that get a new delivery. */
  readonly endpointIds: readonly number[];
}

export interface DeadLetter {
  readonly endpointId: number;
  readonly id: number;
}

/** The next events of a replay, and up to where everything was looked at. */
export interface ReplayTargets {
  readonly targets: readonly ReplayTarget[];
  readonly position: number;
  readonly isAtEnd: boolean;
}

/** Which events to look at for a replay. */
export interface ReplaySpan {
  readonly organizationId: number;
  readonly position: number;
  readonly endPosition: number;
  readonly maxScanned: number;
  /** Events given at most. */
  readonly limit: number;
}

/** Deliveries that a target asks for. */
export function deliveriesWanted({ retried, endpointIds }: ReplayTarget): number {
  return retried.length + endpointIds.length;
}

/** The endpoints of what the targets ask for. */
export function endpointsOf(targets: readonly ReplayTarget[]): readonly number[] {
  const all = targets.flatMap(({ retried, endpointIds }) => [
    ...retried.map(({ endpointId }) => endpointId),
    ...endpointIds,
  ]);
  return [...new Set(all)];
}

/** The first targets, until so many deliveries are made. An event may have many endpoints: then it is a few more. */
export function pieceOf(targets: readonly ReplayTarget[], limit: number): readonly ReplayTarget[] {
  let made = 0;
  const end = targets.findIndex((target) => {
    made += target.isReadable ? deliveriesWanted(target) : 0;
    return made >= limit;
  });
  return end === -1 ? targets : targets.slice(0, end + 1);
}
