import { useCallback, useEffect, useState } from "react";
import { useAct } from "../api/use-act.ts";
import type { Answer } from "../api/answer-types.ts";
import type { CallOf } from "../api/call-route.ts";

/** The routes that show what is hidden from everybody else. */
export type RevealName = "revealEvent" | "revealQuarantined" | "revealResponses";

/** How long a payload stays on a screen that may be left alone. */
const SHOWN_MS = 5 * 60_000;

export interface Reveal<Name extends RevealName> {
  readonly route: Name;
  /** What was revealed, while its time lasts. */
  readonly shown: Answer<Name> | undefined;
  /** When it is hidden again. */
  readonly until: Date | undefined;
  readonly isBusy: boolean;
  readonly error: unknown;
  readonly reveal: (reason: string) => void;
  readonly hide: () => void;
}

/**
 * Shows a payload for five minutes to whoever gives a reason. What is shown lives here and nowhere else: hiding it, leaving
 * the screen and the end of the time forget it.
 */
export function useReveal<Name extends RevealName>(
  route: Name,
  callWith: (reason: string) => CallOf<Name>,
): Reveal<Name> {
  const [held, setHeld] = useState<{ readonly answer: Answer<Name>; readonly until: Date }>();
  const act = useAct(route, {
    // Every reveal has `shownUntil`, which the compiler does not see behind a name.
    onDone: (answer) => setHeld({ answer, until: untilOf(answer as Answer<RevealName>) }),
  });
  const { reset, mutate, isPending, error } = act;
  const hide = useCallback(() => {
    setHeld(undefined);
    reset();
  }, [reset]);
  const untilMs = held?.until.getTime();
  useEffect(() => {
    if (untilMs === undefined) return;
    const timer = setTimeout(hide, untilMs - Date.now());
    return () => clearTimeout(timer);
  }, [untilMs, hide]);
  return {
    route,
    shown: held?.answer,
    until: held?.until,
    isBusy: isPending,
    error,
    reveal: (reason) => mutate(callWith(reason)),
    hide,
  };
}

/** The gateway says until when; a page whose clock is behind shows it no longer than it would have. */
function untilOf({ shownUntil }: { readonly shownUntil: string }): Date {
  return new Date(Math.min(Date.parse(shownUntil), Date.now() + SHOWN_MS));
}
