import type { ReactElement, ReactNode } from "react";
import { Icon } from "./icon.tsx";
import type { IconName } from "./icon.tsx";
import classes from "./empty-state.module.css";

export interface EmptyStateProps {
  readonly icon: IconName;
  /** What there is none of: "No events yet". */
  readonly title: string;
  /** What to do next. */
  readonly children: ReactNode;
  /** The button that does it. */
  readonly act?: ReactNode;
}

/** Nothing is there, and what to do about it. */
export function EmptyState({ icon, title, children, act }: EmptyStateProps): ReactElement {
  return (
    <div className={classes["empty"]}>
      <Icon name={icon} size={28} />
      <p className={classes["title"]}>{title}</p>
      <div className={classes["next"]}>{children}</div>
      {act}
    </div>
  );
}
