import type { ClaimRequest, ClaimedDelivery, DueEndpoints } from "../store/store.ts";
import type { AttemptRunner } from "./attempt-runner.ts";
import { claimRoom } from "./claim-room.ts";
import type { InFlightLimits } from "./claim-room.ts";
import type { EndpointTable } from "./endpoint-table.ts";
import { TurnTaker } from "./turn-taker.ts";
import type { Share, WorkCandidate } from "./turn-taker.ts";

/** What a claim holds beyond the attempt's deadline, so that recording has time even while the store recovers. */
const LEASE_MARGIN_MS = 15_000;

export interface WorkPlannerOptions {
  readonly table: EndpointTable;
  readonly runner: Pick<AttemptRunner, "inFlight" | "underWay">;
  readonly limits: InFlightLimits;
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

  /** What to claim of the due endpoints that the table knows. */
  plan({ due }: DueEndpoints): ClaimRequest["wanted"] {
    const candidates = due.flatMap(({ endpointId }) => this.#candidate(endpointId));
    const freeSlots = this.#options.limits.maxAttempts - this.#options.runner.inFlight.attempts;
    return this.#turns.share(candidates, freeSlots, this.room()).flatMap((share) => this.#claimOf(share));
  }

  /** Tells what was claimed, to foresee how large the next deliveries are. */
  noteClaimed(claimed: readonly ClaimedDelivery[]): void {
    if (claimed.length === 0) return;
    this.#typicalBytes = claimed.reduce((sum, { event }) => sum + event.body.length, 0) / claimed.length;
  }

  #candidate(endpointId: number): readonly WorkCandidate[] {
    const known = this.#options.table.get(endpointId);
    if (known === undefined) return [];
    const { organizationId, endpoint } = known;
    const underWay = this.#options.runner.underWay(endpointId);
    return [{ organizationId, endpointId, underWay, concurrency: endpoint.concurrency }];
  }

  #claimOf({ endpointId, limit }: Share): ClaimRequest["wanted"] {
    const known = this.#options.table.get(endpointId);
    if (known === undefined) return [];
    const { organizationId, configVersion, endpoint } = known;
    const leaseMs = endpoint.attemptTimeoutMs + LEASE_MARGIN_MS;
    return [{ organizationId, configVersion, endpointId, limit, concurrency: endpoint.concurrency, leaseMs }];
  }
}
