import type { ReactElement } from "react";
import { steps } from "./wizard-search.ts";
import type { Step } from "./wizard-search.ts";
import classes from "./new-source.module.css";

/** Where one is on the way. */
export function StepList({ step }: { readonly step: Step }): ReactElement {
  return (
    <ol className={classes["steps"]} aria-label="Steps">
      {Object.entries(steps).map(([id, name]) => (
        <li key={id} aria-current={id === step ? "step" : undefined}>
          {name}
        </li>
      ))}
    </ol>
  );
}
