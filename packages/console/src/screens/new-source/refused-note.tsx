import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { mayCall } from "../../api/acts.ts";
import { client } from "../../api/client.ts";
import { useSession } from "../../api/session.ts";
import { answerKey } from "../../api/use-answer.ts";
import { StateBadge } from "../../parts/state-badge.tsx";
import { Timestamp } from "../../parts/timestamp.tsx";
import classes from "./new-source.module.css";

export interface RefusedNoteProps {
  readonly id: string;
  readonly code: string;
  readonly receivedAt: string;
}

/** One request that did not verify: why, and how to mend it. */
export function RefusedNote({ id, code, receivedAt }: RefusedNoteProps): ReactElement {
  const { role } = useSession();
  const explained = useQuery({
    queryKey: answerKey("explainQuarantined", id),
    queryFn: ({ signal }) => client.call("explainQuarantined", { params: { quarantined: id }, signal }),
    enabled: mayCall(role, "explainQuarantined"),
    // The request does not change, and a search takes up to a second of the gateway.
    staleTime: Number.POSITIVE_INFINITY,
  });
  const [cause] = explained.data?.findings ?? [];
  return (
    <div>
      <p className={classes["text"]}>
        <StateBadge state="refused" /> <code>{code}</code> · <Timestamp at={receivedAt} /> ·{" "}
        <Link to="/console/quarantine/$quarantined" params={{ quarantined: id }}>
          Look at it
        </Link>
      </p>
      {explained.isLoading && (
        <p className={classes["quiet"]} role="status">
          Searching for the cause…
        </p>
      )}
      {cause !== undefined && (
        <p className={classes["text"]}>
          <strong>{cause.title}</strong> {cause.remedy}
        </p>
      )}
      {explained.data !== undefined && cause === undefined && (
        <p className={classes["text"]}>{explained.data.conclusion}</p>
      )}
    </div>
  );
}
