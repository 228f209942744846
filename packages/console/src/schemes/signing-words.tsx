import type { ReactElement } from "react";
import type { SigningStep } from "../senders/signing-steps.ts";
import classes from "./signing-words.module.css";

/** Steps in plain words, in order. */
export function SigningWords({ steps }: { readonly steps: readonly SigningStep[] }): ReactElement {
  return (
    <dl className={classes["steps"]}>
      {steps.map(({ title, says }) => (
        <div key={title} className={classes["step"]}>
          <dt>{title}</dt>
          <dd>{says}</dd>
        </div>
      ))}
    </dl>
  );
}
