import type { LoggedClaim } from "./claim-log.ts";

/** When a receiver had a request of a delivery whole, in milliseconds since 1970. */
export interface Arrival {
  readonly delivery: string;
  readonly at: number;
}

export interface LeaseFacts {
  readonly claims: readonly LoggedClaim[];
  readonly arrivals: readonly Arrival[];
}

/** What the bar allows between the end of a dead gateway's lease and the moment others may have its delivery. */
export const MAX_TAKEOVER_MS = 5000;

/** What must hold however many gateways deliver, and whichever of them dies. */
export const leaseLaws = {
  taken_too_early: "A delivery is claimed again only once its outcome is recorded or its lease is over.",
  taken_too_late: "What a gateway that died held can be had by others within five seconds after its lease.",
  sent_twice: "Within one claim a delivery is sent once.",
  sent_without_lease: "Nothing is sent outside a live lease.",
} as const satisfies Readonly<Record<string, string>>;

export interface LeaseViolation {
  readonly law: keyof typeof leaseLaws;
  readonly detail: string;
}

/** Gives every violation of the laws, by the times of the database and of the receiver, which are one machine's. */
export function leaseViolations({ claims, arrivals }: LeaseFacts): readonly LeaseViolation[] {
  return [...claims.flatMap(takenWrongly), ...sentWrongly(byDelivery(claims), arrivals)];
}

function takenWrongly(claim: LoggedClaim): readonly LeaseViolation[] {
  const { delivery, token, endedAt, leaseUntil, isExpired } = claim;
  if (!isExpired || endedAt === null) return [];
  const detail = `${delivery}, claim ${token}: ended ${endedAt - leaseUntil} ms after its lease`;
  if (endedAt < leaseUntil) return [{ law: "taken_too_early", detail }];
  return endedAt > leaseUntil + MAX_TAKEOVER_MS ? [{ law: "taken_too_late", detail }] : [];
}

function sentWrongly(
  claimsOf: ReadonlyMap<string, readonly LoggedClaim[]>,
  arrivals: readonly Arrival[],
): readonly LeaseViolation[] {
  const sent = new Set<LoggedClaim>();
  const violations: LeaseViolation[] = [];
  for (const { delivery, at } of arrivals) {
    const leased = (claimsOf.get(delivery) ?? []).filter((claim) => isLeasedAt(claim, at));
    const current = leased.find(({ endedAt }) => endedAt === null || at <= endedAt);
    // A receiver that is busy reads late what was sent in time, after the sender has given it up and said so.
    const claim = [current, ...leased].find((each) => each !== undefined && !sent.has(each));
    if (claim !== undefined) sent.add(claim);
    else if (current === undefined)
      violations.push({ law: "sent_without_lease", detail: `${delivery} at ${at}` });
    else violations.push({ law: "sent_twice", detail: `${delivery}, claim ${current.token}` });
  }
  return violations;
}

function isLeasedAt({ claimedAt, leaseUntil }: LoggedClaim, at: number): boolean {
  return claimedAt <= at && at <= leaseUntil;
}

function byDelivery(claims: readonly LoggedClaim[]): ReadonlyMap<string, readonly LoggedClaim[]> {
  const groups = new Map<string, LoggedClaim[]>();
  for (const claim of claims) {
    const group = groups.get(claim.delivery);
    if (group === undefined) groups.set(claim.delivery, [claim]);
    else group.push(claim);
  }
  return groups;
}
