import { Button } from "@mantine/core";
import type { ReactElement } from "react";
import { errorFacts } from "../api/error-facts.ts";
import { CopyButton } from "./copy-button.tsx";
import { Icon } from "./icon.tsx";
import classes from "./problem.module.css";

export interface ProblemProps {
  readonly error: unknown;
  /** Absent where trying again makes no sense, such as beside a form that has its own button. */
  readonly onRetry?: () => void;
}

/** An error as everybody needs it: what happened, what to do, the code, and the id for whoever reads the log. */
export function Problem({ error, onRetry }: ProblemProps): ReactElement {
  const { code, title, remedy, requestId, places, retryAfterSeconds } = errorFacts(error);
  return (
    <div className={classes["problem"]} role="alert">
      <Icon name="warning" />
      <div className={classes["words"]}>
        <p className={classes["title"]}>{title}</p>
        <p>{remedy}</p>
        {places.length > 0 && (
          <ul className={classes["places"]}>
            {places.map(({ where, expected, found }) => (
              <li key={where}>
                <code>{where}</code>: expected {expected}, found {found}
              </li>
            ))}
          </ul>
        )}
        {retryAfterSeconds !== undefined && <p>Try again in {retryAfterSeconds} s.</p>}
        <p className={classes["facts"]}>
          <code>{code}</code>
          {requestId !== undefined && (
            <>
              {" · request "}
              <code>{requestId}</code> <CopyButton text={requestId} what="request id" />
            </>
          )}
        </p>
      </div>
      {onRetry !== undefined && (
        <Button variant="default" onClick={onRetry}>
          Try again
        </Button>
      )}
    </div>
  );
}
