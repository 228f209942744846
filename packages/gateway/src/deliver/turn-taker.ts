/** An endpoint with due work and at least one free slot. */
export interface WorkCandidate {
  readonly organizationId: number;
  readonly endpointId: number;
  /** Attempts under way now. */
  readonly underWay: number;
  /** Most attempts at once. */
  readonly concurrency: number;
}

export interface Share {
  readonly endpointId: number;
  readonly limit: number;
}

/**
 * The part of all slots that only endpoints without an attempt under way may use. So endpoints that hang, however many
 * slots each is allowed, cannot take the first slot of one that does not.
 */
const RESERVED_PART = 0.25;

/**
 * Shares free slots out one at a time: organizations in turn, and within one its endpoints in turn, going on where the
 * last call ended. No organization gets more by having more endpoints, none by having more work.
 */
export class TurnTaker {
  readonly #reserved: number;
  #lastOrganizationId = -1;
  readonly #lastEndpointIds = new Map<number, number>();

  /** `slots` is the number of all slots, free or not. */
  constructor(slots: number) {
    this.#reserved = Math.floor(slots * RESERVED_PART);
  }

  /** Shares of at most `freeSlots`, and for now `most`, in all; each is at least 1. */
  share(candidates: readonly WorkCandidate[], freeSlots: number, most: number = freeSlots): readonly Share[] {
    const limits = new Map<number, number>();
    const idle = candidates.filter(({ underWay }) => underWay === 0);
    const first = Math.min(freeSlots, most);
    const dealt = first - this.#deal(idle, { freeSlots: first, limits, roomOf: () => 1 });
    this.#deal(candidates, {
      freeSlots: Math.min(freeSlots - dealt - this.#reserved, most - dealt),
      limits,
      roomOf: ({ concurrency, underWay, endpointId }) =>
        concurrency - underWay - (limits.get(endpointId) ?? 0),
    });
    return Array.from(limits, ([endpointId, limit]) => ({ endpointId, limit }));
  }

  /** Returns how many slots are left. */
  #deal(candidates: readonly WorkCandidate[], deal: Deal): number {
    let left = deal.freeSlots;
    let lines = this.#linesInTurn(candidates, deal);
    while (lines.length > 0 && left > 0) {
      for (const line of lines.slice(0, left)) {
        const place = line.shift();
        if (place === undefined) continue;
        const { organizationId, endpointId } = place.candidate;
        deal.limits.set(endpointId, (deal.limits.get(endpointId) ?? 0) + 1);
        this.#lastOrganizationId = organizationId;
        this.#lastEndpointIds.set(organizationId, endpointId);
        place.room -= 1;
        if (place.room > 0) line.push(place);
        left -= 1;
      }
      lines = lines.filter((line) => line.length > 0);
    }
    return left;
  }

  /** One line of waiting endpoints per organization; the organization and the endpoint after the last come first. */
  #linesInTurn(candidates: readonly WorkCandidate[], { roomOf }: Deal): Place[][] {
    const byOrganization = new Map<number, Place[]>();
    for (const candidate of candidates) {
      const room = roomOf(candidate);
      if (room < 1) continue;
      const line = byOrganization.get(candidate.organizationId);
      if (line === undefined) byOrganization.set(candidate.organizationId, [{ candidate, room }]);
      else line.push({ candidate, room });
    }
    const organizationIds = inTurn([...byOrganization.keys()], this.#lastOrganizationId);
    return organizationIds.map((organizationId) => {
      const line = byOrganization.get(organizationId) ?? [];
      const rank = rankAfter(this.#lastEndpointIds.get(organizationId) ?? -1);
      return line.sort((a, b) => rank(a.candidate.endpointId, b.candidate.endpointId));
    });
  }
}

interface Deal {
  readonly freeSlots: number;
  readonly limits: Map<number, number>;
  readonly roomOf: (candidate: WorkCandidate) => number;
}

interface Place {
  readonly candidate: WorkCandidate;
  room: number;
}

function inTurn(ids: readonly number[], last: number): readonly number[] {
  return ids.toSorted(rankAfter(last));
}

/** Orders ids upwards, those above `last` before the others. */
function rankAfter(last: number): (a: number, b: number) => number {
  return (a, b) => Number(a <= last) - Number(b <= last) || a - b;
}
