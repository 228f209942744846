import { useEffect } from "react";
import type { ReactElement, ReactNode } from "react";
import classes from "./entrance-page.module.css";

export interface EntrancePageProps {
  readonly title: string;
  readonly introduction?: ReactNode;
  readonly children: ReactNode;
}

/** The outline of the pages before somebody is signed in: one card, one thing to do. */
export function EntrancePage({ title, introduction, children }: EntrancePageProps): ReactElement {
  useEffect(() => {
    document.title = `${title} · Countersign`;
  }, [title]);
  return (
    <main className={classes["page"]}>
      <div className={classes["card"]}>
        <p className={classes["brand"]}>Countersign</p>
        <h1 className={classes["title"]}>{title}</h1>
        {introduction !== undefined && <div className={classes["introduction"]}>{introduction}</div>}
        {children}
      </div>
    </main>
  );
}
