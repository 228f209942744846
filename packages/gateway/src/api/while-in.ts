import { authenticationHolds } from "./authenticate.ts";
import type { AuthenticationParts, Entrance } from "./authenticate.ts";
import type { Caller } from "./handler.ts";

/** How long a stream may outlast the session or API key that opened it, and how often each asks the store. */
const LOOK_EVERY_MS = 2000;

/** Why a signal of {@link whileIn} is aborted. */
export const NO_LONGER_IN = "no_longer_in";

export interface WhileInOptions {
  readonly entrance: Pick<Entrance, "request" | "address">;
  readonly caller: Caller;
  readonly parts: AuthenticationParts;
  /** Aborted when the answer is over for another reason: nothing is asked from then on. */
  readonly until: AbortSignal;
}

/**
 * Aborted about two seconds after the caller may not call any more: the session is over or the API key revoked, by
 * whichever gateway of the database. While the store does not answer, nobody is sent away.
 */
export function whileIn({ entrance, caller, parts, until }: WhileInOptions): AbortSignal {
  const out = new AbortController();
  const look = async (): Promise<void> => {
    const holds = await authenticationHolds(entrance, { caller, parts }).catch(() => true);
    if (holds) lookLater();
    else out.abort(NO_LONGER_IN);
  };
  let timer: NodeJS.Timeout | undefined;
  const lookLater = (): void => {
    if (!until.aborted) timer = setTimeout(() => void look(), LOOK_EVERY_MS);
  };
  until.addEventListener("abort", () => clearTimeout(timer), { once: true });
  lookLater();
  return AbortSignal.any([until, out.signal]);
}
