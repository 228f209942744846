import type { ReactElement } from "react";
import type { StreamState } from "../../api/use-stream.ts";
import { Icon } from "../../parts/icon.tsx";
import { StateBadge } from "../../parts/state-badge.tsx";
import classes from "./live-screen.module.css";

/** How the connection is, beside the title. */
export function LiveConnection({
  connection,
  isPaused,
}: {
  readonly connection: StreamState;
  readonly isPaused: boolean;
}): ReactElement {
  if (connection === "waiting") return <StateBadge state="disabled" word="cut off" />;
  if (isPaused) return <StateBadge state="paused" />;
  return connection === "open" ? (
    <StateBadge state="running" word="following" />
  ) : (
    <StateBadge state="pending" word="connecting…" />
  );
}

/** Says plainly that nothing comes, and what is missed of it. */
export function CutOff(): ReactElement {
  return (
    <div className={classes["cut"]} role="status">
      <Icon name="warning" />
      <span>
        <strong>Cut off from the gateway.</strong> What is below stops here. It is tried again by itself, and
        goes on after the last message: accepted events and refused requests come late but complete. Attempts
        made meanwhile are not told; they are in their deliveries.
      </span>
    </div>
  );
}
