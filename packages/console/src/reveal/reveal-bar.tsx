import { Button } from "@mantine/core";
import { useState } from "react";
import type { ReactElement } from "react";
import { ActButton } from "../parts/act-button.tsx";
import { Icon } from "../parts/icon.tsx";
import { ReasonDialog } from "../parts/reason-dialog.tsx";
import { useNow } from "../times/use-now.ts";
import type { Reveal, RevealName } from "./use-reveal.ts";
import classes from "./reveal-bar.module.css";

export interface RevealBarProps {
  readonly reveal: Pick<Reveal<RevealName>, "route" | "until" | "isBusy" | "error" | "reveal" | "hide">;
  /** "the payload", "the responses". */
  readonly what: string;
  /** Why there is nothing to reveal: "It was deleted." */
  readonly reasonNotNow?: string | undefined;
}

/** Says whether something is hidden or shown, and lets it be revealed with a reason or hidden at once. */
export function RevealBar({ reveal, what, reasonNotNow }: RevealBarProps): ReactElement {
  const [isAsking, setIsAsking] = useState(false);
  const { route, until, isBusy, error } = reveal;
  if (until !== undefined) {
    return (
      <div className={classes["bar"]} data-shown="true">
        <Icon name="eye" />
        <span>
          Revealed to you, which is in the audit log. Hidden again in <Countdown until={until} />.
        </span>
        <Button variant="default" onClick={reveal.hide}>
          Hide now
        </Button>
      </div>
    );
  }
  return (
    <div className={classes["bar"]}>
      <Icon name="lock" />
      <span>Values are hidden.</span>
      <ActButton route={route} reasonNotNow={reasonNotNow} onClick={() => setIsAsking(true)}>
        Reveal…
      </ActButton>
      <ReasonDialog
        title={`Reveal ${what}`}
        act="Reveal for 5 minutes"
        leave="Leave it hidden"
        description="Your name, the time and this reason go into the audit log before anything is shown."
        isBusy={isBusy}
        error={error}
        isOpen={isAsking}
        onReason={reveal.reveal}
        onClose={() => setIsAsking(false)}
      />
    </div>
  );
}

const SECOND_MS = 1000;
const MINUTE_S = 60;

function Countdown({ until }: { readonly until: Date }): ReactElement {
  const now = useNow();
  const seconds = Math.max(0, Math.ceil((until.getTime() - now.getTime()) / SECOND_MS));
  const text = `${Math.floor(seconds / MINUTE_S)}:${String(seconds % MINUTE_S).padStart(2, "0")}`;
  return (
    <strong role="timer" aria-label={`${seconds} seconds`}>
      {text}
    </strong>
  );
}
