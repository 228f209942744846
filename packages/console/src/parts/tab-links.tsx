import { Link } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import type { ReactElement } from "react";
import type { DetailTab } from "./detail-layout.tsx";
import { useTabHotkeys } from "./use-tab-hotkeys.ts";
import classes from "./tab-links.module.css";

export interface TabLinksProps {
  /** What they are the parts of: "Parts of this event". */
  readonly label: string;
  readonly tabs: readonly Pick<DetailTab, "id" | "name" | "count">[];
  /** The id of the one that is shown. */
  readonly shown: string | undefined;
}

/** The parts of a screen, each with a link of its own; `[` and `]` walk them. */
export function TabLinks({ label, tabs, shown }: TabLinksProps): ReactElement {
  useTabHotkeys(tabs, shown);
  const line = useRef<HTMLElement>(null);
  useEffect(() => {
    // On a phone the line is longer than the window.
    line.current?.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [shown]);
  return (
    <nav ref={line} className={classes["tabs"]} aria-label={label}>
      {tabs.map(({ id, name, count }) => (
        <Link
          key={id}
          to="."
          search={{ tab: id } as never}
          replace
          className={classes["tab"]}
          aria-current={id === shown ? "page" : undefined}
        >
          {name}
          {count !== undefined && <span className={classes["count"]}>{count}</span>}
        </Link>
      ))}
    </nav>
  );
}
