import type { ReactElement } from "react";
import classes from "./pending-screen.module.css";

/** While the code or the first answer of a screen is on its way. */
export function PendingScreen(): ReactElement {
  return (
    <p className={classes["pending"]} role="status" data-busy>
      Loading this screen…
    </p>
  );
}
