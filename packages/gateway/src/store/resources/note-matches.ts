import type { AcceptResult, AcceptedEvent } from "../accepting.ts";
import type { AttemptOutcome } from "../delivering.ts";
import type { LastEvents } from "./last-events.ts";
import type { SecretUses } from "./secret-uses.ts";

/** Notes which secrets a batch of events matched: that of a duplicate as well as that of a new event. */
export function noteMatches(
  uses: SecretUses,
  items: readonly { readonly event: AcceptedEvent }[],
  answers: readonly (AcceptResult | Error)[],
): void {
  items.forEach(({ event: { secretId, receivedAt } }, index) => {
    const answer = answers[index];
    const isKnown = answer !== undefined && !(answer instanceof Error) && answer.outcome !== "outdated";
    if (secretId !== undefined && isKnown) uses.note({ secretId, matches: 1, lastMatchedAt: receivedAt });
  });
}

/** Notes which secrets receivers have verified: a delivery that is taken was signed with a secret they know. */
export function noteSignatures(
  uses: SecretUses,
  items: readonly { readonly outcome: AttemptOutcome }[],
): void {
  for (const { outcome } of items) {
    const { secretId, next, startedAt } = outcome;
    if (secretId !== undefined && next.state === "delivered") {
      uses.note({ secretId, matches: 1, lastMatchedAt: startedAt });
    }
  }
}

/** Notes which sources had new events in a batch; a duplicate is none. */
export function noteLastEvents(
  lastEvents: LastEvents,
  items: readonly { readonly event: AcceptedEvent }[],
  answers: readonly (AcceptResult | Error)[],
): void {
  items.forEach(({ event: { organizationId, sourceId, receivedAt } }, index) => {
    const answer = answers[index];
    const isNew = answer !== undefined && "outcome" in answer && isNewEvent(answer);
    if (isNew) lastEvents.note({ organizationId, sourceId, at: receivedAt });
  });
}

function isNewEvent({ outcome }: AcceptResult): boolean {
  return outcome === "accepted" || outcome === "conflict";
}
