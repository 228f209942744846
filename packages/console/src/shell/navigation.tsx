import { Link, useRouterState } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { Icon } from "../parts/icon.tsx";
import type { Place } from "./places.ts";
import { UserPanel } from "./user-panel.tsx";
import classes from "./navigation.module.css";

/** The way to every screen that the role may use. */
export function Navigation({ places }: { readonly places: readonly Place[] }): ReactElement {
  const path = useRouterState({ select: ({ location }) => location.pathname });
  return (
    <nav id="navigation" className={classes["navigation"]} aria-label="Screens">
      <ul className={classes["places"]}>
        {places.map(({ to, name, icon, key, ...place }) => (
          <li key={to}>
            <Link
              to={to}
              className={classes["place"]}
              activeProps={{ "aria-current": "page" }}
              {...("holds" in place && path.startsWith(place.holds) && { "aria-current": "page" })}
              aria-keyshortcuts={`g ${key}`}
            >
              <Icon name={icon} />
              {name}
            </Link>
          </li>
        ))}
      </ul>
      <UserPanel />
    </nav>
  );
}
