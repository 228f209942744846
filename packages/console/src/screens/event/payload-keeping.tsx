import { Link } from "@tanstack/react-router";
import type { ReactElement } from "react";
import type { Answer } from "../../api/answer-types.ts";
import { useAnswer } from "../../api/use-answer.ts";
import { Timestamp } from "../../parts/timestamp.tsx";
import { findHold, keptUntil } from "./keeping-rules.ts";
import { payloadEnds } from "./payload-ends.ts";

const toRetention = { to: "/console/settings", search: { tab: "retention" } } as const;

/** How long the payload of an event is there, what keeps it longer, or what ended it. */
export function PayloadKeeping({ event }: { readonly event: Answer<"getEvent"> }): ReactElement {
  const isGone = event.payloadPurgedAt !== null;
  const retention = useAnswer("getRetention", {}, { isEnabled: !isGone });
  // Those in force are few, and the newest are first.
  const holds = useAnswer("listLegalHolds", { query: { limit: 200 } }, { isEnabled: !isGone });
  if (event.payloadPurgedBy !== null) {
    return (
      <>
        {payloadEnds[event.payloadPurgedBy].title}, <Timestamp at={event.payloadPurgedAt} />
      </>
    );
  }
  const hold = findHold(event, holds.data?.items ?? []);
  if (hold !== undefined) {
    return (
      <>
        kept by a <Link {...toRetention}>legal hold</Link>: {hold.reason}
      </>
    );
  }
  if (retention.data === undefined) return <>–</>;
  return (
    <>
      will be deleted <Timestamp at={keptUntil(event, retention.data).toISOString()} />
    </>
  );
}
