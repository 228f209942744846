import { useEffect } from "react";
import type { ReactElement, ReactNode } from "react";
import classes from "./screen.module.css";

export interface ScreenProps {
  readonly title: string;
  /** Buttons at the right of the title. */
  readonly acts?: ReactNode;
  /** Beside the title: a count, a state. */
  readonly note?: ReactNode;
  /** True: the content fills the rest of the window and scrolls by itself, as a table does. Default false. */
  readonly isFilling?: boolean;
  readonly children: ReactNode;
}

/** The outline of every screen: its heading, its acts, its content; and the title of the browser's tab. */
export function Screen({ title, acts, note, isFilling = false, children }: ScreenProps): ReactElement {
  useEffect(() => {
    document.title = `${title} · Countersign`;
  }, [title]);
  return (
    <div className={classes["screen"]} data-filling={isFilling}>
      <div className={classes["head"]}>
        <h1 className={classes["title"]}>{title}</h1>
        {note !== undefined && <div className={classes["note"]}>{note}</div>}
        {acts !== undefined && <div className={classes["acts"]}>{acts}</div>}
      </div>
      {children}
    </div>
  );
}
