import { Link } from "@tanstack/react-router";
import { useEffect } from "react";
import type { ReactElement, ReactNode } from "react";
import { TabLinks } from "./tab-links.tsx";
import { Facts } from "./facts.tsx";
import type { Fact } from "./facts.tsx";
import classes from "./detail-layout.module.css";

export interface DetailTab {
  /** In the URL: `?tab=payload`. */
  readonly id: string;
  readonly name: string;
  /** Beside the name: how many there are. */
  readonly count?: number;
  readonly content: ReactNode;
}

export interface DetailLayoutProps {
  /** The list it belongs to. */
  readonly parent: { readonly name: string; readonly to: string };
  /** "Event", for the tab of the browser and the heading. */
  readonly kind: string;
  /** The name or id; shown with its copy button by whoever gives it. */
  readonly title: ReactNode;
  readonly titleText: string;
  /** The badges beside the title. */
  readonly states?: ReactNode;
  readonly acts?: ReactNode;
  readonly facts: readonly Fact[];
  readonly tabs: readonly DetailTab[];
  /** The `tab` of the URL; an unknown one, and none, is the first. */
  readonly tab: string | undefined;
}

/** One thing seen whole: what it is, what is known of it, what can be done with it, and its parts, each with a link of its own. */
export function DetailLayout(props: DetailLayoutProps): ReactElement {
  const { parent, kind, title, titleText, states, acts, facts, tabs, tab } = props;
  useEffect(() => {
    document.title = `${titleText} · ${kind} · Countersign`;
  }, [titleText, kind]);
  const shown = tabs.find(({ id }) => id === tab) ?? tabs[0];
  return (
    <article className={classes["detail"]}>
      <nav className={classes["way"]} aria-label="Where this is">
        <Link to={parent.to}>{parent.name}</Link>
        <span aria-hidden="true">/</span>
        <span>{kind}</span>
      </nav>
      <div className={classes["head"]}>
        <h1 className={classes["title"]}>
          <span className="unseen">{kind} </span>
          {title}
        </h1>
        <div className={classes["states"]} role="group" aria-label={`State of this ${kind.toLowerCase()}`}>
          {states}
        </div>
        {acts !== undefined && <div className={classes["acts"]}>{acts}</div>}
      </div>
      <Facts facts={facts} />
      {tabs.length > 1 && (
        <TabLinks label={`Parts of this ${kind.toLowerCase()}`} tabs={tabs} shown={shown?.id} />
      )}
      <div className={classes["content"]}>{shown?.content}</div>
    </article>
  );
}
