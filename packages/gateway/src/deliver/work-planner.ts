import type { ClaimRequest, ClaimedDelivery, DueEndpoints } from "../store/delivering.ts";
import type { AttemptRunner } from "./attempt-runner.ts";
import { claimRoom } from "./claim-room.ts";
import type { InFlightLimits } from "./claim-room.ts";
import type { EndpointTable, ReadyEndpoint } from "./endpoint-table.ts";
import { TurnTaker } from "./turn-taker.ts";
import type { Share, WorkCandidate } from "./turn-taker.ts";

/** What a claim holds beyond the attempt's deadline, so that recording has time even while the store recovers. */
const LEASE_MARGIN_MS = 15_000;

export interface WorkPlannerOptions {
  readonly table: EndpointTable;
  readonly runner: Pick<AttemptRunner, "inFlight" | "underWay">;
  readonly limits: InFlightLimits;
}

export interface Plan {
  readonly wanted: ClaimRequest["wanted"];
  /** When the first of the due endpoints that are outside their active hours may be delivered to. */
  readonly opensAt: number | undefined;
}

/** Decides how much to claim for which endpoints: no more than can be sent at once, each in its turn. */
export class WorkPlanner {
  readonly #options: WorkPlannerOptions;
  readonly #turns: TurnTaker;
  /** Of the last claim's bodies, on average. */
  #typicalBytes = 0;

  constructor(options: WorkPlannerOptions) {
    this.#options = options;
    this.#turns = new TurnTaker(options.limits.maxAttempts);
  }

  /** How many deliveries may be claimed now. */
  room(): number {
    return claimRoom(this.#options.runner.inFlight, this.#options.limits, this.#typicalBytes);
  }

  /** What to claim of the due endpoints that the table knows, in their active hours. */
  plan({ due }: DueEndpoints, now: number): Plan {
    let opensAt: number | undefined;
    const candidates = due.flatMap(({ endpointId }): readonly WorkCandidate[] => {
      const known = this.#options.table.get(endpointId);
      if (known === undefined) return [];
      const openAt = known.activeHours?.opensAt(now) ?? now;
      if (openAt <= now) return [this.#candidate(known)];
      opensAt = Math.min(opensAt ?? openAt, openAt);
      return [];
    });
    const freeSlots = this.#options.limits.maxAttempts - this.#options.runner.inFlight.attempts;
    const shares = this.#turns.share(candidates, freeSlots, this.room());
    return { wanted: shares.flatMap((share) => this.#claimOf(share)), opensAt };
  }

  /** Tells what was claimed, to foresee how large the next deliveries are. */
  noteClaimed(claimed: readonly ClaimedDelivery[]): void {
    if (claimed.length === 0) return;
    this.#typicalBytes = claimed.reduce((sum, { event }) => sum + event.body.length, 0) / claimed.length;
  }

  #candidate({ organizationId, endpoint }: ReadyEndpoint): WorkCandidate {
    const underWay = this.#options.runner.underWay(endpoint.id);
    return { organizationId, endpointId: endpoint.id, underWay, concurrency: endpoint.concurrency };
  }

  #claimOf({ endpointId, limit }: Share): ClaimRequest["wanted"] {
    const known = this.#options.table.get(endpointId);
    if (known === undefined) return [];
    const { organizationId, configVersion, endpoint } = known;
    const leaseMs = endpoint.attemptTimeoutMs + LEASE_MARGIN_MS;
    const { concurrency, rate } = endpoint;
    const asked = { organizationId, configVersion, endpointId, limit, concurrency, leaseMs };
    return [{ ...asked, ...(rate === undefined ? {} : { rate }) }];
  }
}
