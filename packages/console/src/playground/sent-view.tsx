import { Link } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { CodeBlock } from "../parts/code-block.tsx";
import { Panel } from "../parts/panel.tsx";
import type { SendTarget, SentAnswer } from "./send-signed.ts";
import classes from "./bench.module.css";

/** What the sender would have been answered, and what became of the request. */
export function SentView({
  answer,
  target,
}: {
  readonly answer: SentAnswer;
  readonly target: SendTarget;
}): ReactElement {
  const { status, text, leftOut } = answer;
  return (
    <Panel title={`Answered ${status}`}>
      {text === "" ? (
        <p className={classes["text"]}>The answer has no body.</p>
      ) : (
        <CodeBlock what="answer" text={text} />
      )}
      <p className={classes["text"]}>
        <KeptLink answer={answer} target={target} />
      </p>
      {leftOut.length > 0 && (
        <p className={classes["text"]}>
          A browser does not send <code>{leftOut.join(", ")}</code>: with the curl they go too.
        </p>
      )}
    </Panel>
  );
}

function KeptLink({
  answer: { kept, status },
  target: { source },
}: {
  readonly answer: SentAnswer;
  readonly target: SendTarget;
}): ReactElement {
  if (kept?.as === "event") {
    return (
      <Link to="/console/events/$event" params={{ event: kept.id }}>
        Open the event
      </Link>
    );
  }
  if (kept?.as === "refused") {
    return (
      <Link to="/console/quarantine/$quarantined" params={{ quarantined: kept.id }}>
        See why it was refused
      </Link>
    );
  }
  const isAccepted = status < 300;
  return (
    <Link to={isAccepted ? "/console/inbox" : "/console/quarantine"} search={{ source }}>
      {isAccepted ? "The latest events of the source" : "What was refused of the source"}
    </Link>
  );
}
