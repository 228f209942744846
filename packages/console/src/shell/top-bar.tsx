import { ActionIcon } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { useSession } from "../api/session.ts";
import { Icon } from "../parts/icon.tsx";
import { KeyHint } from "../parts/key-hint.tsx";
import classes from "./top-bar.module.css";

export interface TopBarProps {
  readonly isNavigationOpen: boolean;
  readonly onNavigation: () => void;
  readonly onPalette: () => void;
  readonly onShortcuts: () => void;
}

/** The line above everything: whose data this is, and the way to anything by name or id. */
export function TopBar(props: TopBarProps): ReactElement {
  const { isNavigationOpen, onNavigation, onPalette, onShortcuts } = props;
  const { organization, role } = useSession();
  return (
    <header className={classes["bar"]}>
      <button
        type="button"
        className={classes["burger"]}
        aria-expanded={isNavigationOpen}
        aria-controls="navigation"
        aria-label="Navigation"
        onClick={onNavigation}
      >
        <span />
        <span />
        <span />
      </button>
      <Link to="/console/overview" className={classes["brand"]}>
        Countersign
      </Link>
      <span className={classes["organization"]}>
        <span className="unseen">Organization </span>
        {organization}
        <span className={classes["role"]}>
          <span className="unseen">, your role: </span>
          {role}
        </span>
      </span>
      <button
        type="button"
        className={classes["search"]}
        onClick={onPalette}
        aria-keyshortcuts="Meta+K Control+K"
      >
        <Icon name="search" size={14} />
        <span className={classes["hint"]}>Jump to a screen or an id</span>
        <KeyHint keys="mod+k" />
      </button>
      <ActionIcon aria-label="Keyboard shortcuts" onClick={onShortcuts}>
        <Icon name="help" />
      </ActionIcon>
    </header>
  );
}
