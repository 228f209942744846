import type { Outcome } from "./outcome.ts";
import type { Delivery } from "./receiver.ts";

/** What is wrong with an answer; both given as status and outcome. */
export function answerProblems(expected: string, found: string): readonly string[] {
  return expected === found ? [] : [`expected ${expected}, got ${found}`];
}

/** What is wrong with the deliveries that a request brought about. */
export function deliveryProblems(
  outcome: Outcome,
  caused: readonly Delivery[],
  sentSha256: string,
): readonly string[] {
  if (outcome === "duplicate") return caused.length === 0 ? [] : ["was delivered again"];
  if (outcome !== "accepted") return [];
  const [delivery] = caused;
  if (delivery === undefined) return ["accepted, but not delivered"];
  if (!delivery.isVerified) return ["delivered under a signature that does not verify"];
  return isFaithful(delivery, sentSha256) ? [] : ["delivered with other bytes than were sent"];
}

/** A repeat is answered with the event that it repeats. */
export function identityProblems(found: string | undefined, first: string | undefined): readonly string[] {
  return found === first ? [] : ["the answer names another event than the first"];
}

/** True when a delivery carries the very bytes that were sent, under a signature that verifies. */
export function isFaithful(delivery: Delivery | undefined, sentSha256: string): boolean {
  return delivery !== undefined && delivery.isVerified && delivery.bodySha256 === sentSha256;
}
