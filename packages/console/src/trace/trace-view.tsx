import type { ReactElement } from "react";
import { Icon } from "../parts/icon.tsx";
import { StateBadge } from "../parts/state-badge.tsx";
import { stepText } from "./step-text.ts";
import type { TraceStep } from "./step-text.ts";
import classes from "./trace-view.module.css";

export interface TraceViewProps {
  readonly trace: {
    readonly verdict: { readonly ok: boolean; readonly code?: string | undefined };
    readonly steps: readonly TraceStep[];
  };
}

/** A verification step by step: what was looked at, what was found, where it went wrong. */
export function TraceView({ trace: { verdict, steps } }: TraceViewProps): ReactElement {
  return (
    <div className={classes["trace"]}>
      <ol className={classes["steps"]}>
        {steps.map((step, index) => {
          const { name, says } = stepText(step);
          // One secret of several that matches is enough; the others are no fault.
          const tone = step.isRight ? "right" : step.step === "key" && verdict.ok ? "other" : "wrong";
          return (
            <li key={index} className={classes["step"]} data-tone={tone}>
              <Icon name={tone === "right" ? "check" : tone === "other" ? "minus" : "cross"} />
              <span className={classes["name"]}>
                {name}
                <span className="unseen">
                  {tone === "right" ? ", right: " : tone === "other" ? ": " : ", wrong: "}
                </span>
              </span>
              <span className={classes["says"]}>{says}</span>
            </li>
          );
        })}
      </ol>
      <p className={classes["verdict"]}>
        Verdict{" "}
        <StateBadge
          state={verdict.ok ? "verified" : "refused"}
          {...(verdict.code !== undefined && !verdict.ok && { word: `refused: ${verdict.code}` })}
        />
      </p>
    </div>
  );
}
