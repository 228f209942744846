import type { ReactElement } from "react";
import type { Item } from "../../api/answer-types.ts";
import { StateBadge } from "../../parts/state-badge.tsx";
import classes from "./event-columns.module.css";

/** What is known of an event at a glance. */
export function EventNotes({ event }: { readonly event: Item<"listEvents"> }): ReactElement {
  return (
    <span className={classes["notes"]}>
      {event.source === "api" ? (
        <StateBadge state="sent" word="sent by API" />
      ) : (
        <StateBadge state="verified" />
      )}
      {event.conflictsWith !== null && <StateBadge state="conflict" />}
      {event.isRepeat && <StateBadge state="repeat" />}
      {event.isPayloadUnreadable && <StateBadge state="unreadable" />}
      {event.payloadPurgedAt !== null && <StateBadge state="purged" />}
      {event.duplicates > 0 && <StateBadge state="repeat" word={`seen ${event.duplicates + 1}×`} />}
    </span>
  );
}
