import { useId } from "react";
import type { ReactElement, ReactNode } from "react";
import classes from "./panel.module.css";

export interface PanelProps {
  readonly title: string;
  readonly acts?: ReactNode;
  readonly children: ReactNode;
}

/** A part of a screen with a heading of its own. */
export function Panel({ title, acts, children }: PanelProps): ReactElement {
  const id = useId();
  return (
    <section className={classes["panel"]} aria-labelledby={id}>
      <div className={classes["head"]}>
        <h2 id={id} className={classes["title"]}>
          {title}
        </h2>
        {acts}
      </div>
      {children}
    </section>
  );
}
