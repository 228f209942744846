import { useQuery } from "@tanstack/react-query";
import type { ReactElement } from "react";
import type { Answer } from "../../api/answer-types.ts";
import { whyNot } from "../../api/acts.ts";
import { client } from "../../api/client.ts";
import { useSession } from "../../api/session.ts";
import { answerKey } from "../../api/use-answer.ts";
import { EmptyState } from "../../parts/empty-state.tsx";
import { LoadingDetail } from "../../parts/loading-detail.tsx";
import { Problem } from "../../parts/problem.tsx";
import { Timestamp } from "../../parts/timestamp.tsx";
import { TraceView } from "../../trace/trace-view.tsx";
import { PayloadGone } from "./payload-gone.tsx";

/** The event's verification, done again as of the moment it came in. It tells sizes and times, never content. */
export function EventTrace({ event }: { readonly event: Answer<"getEvent"> }): ReactElement {
  const { role } = useSession();
  const reason = whyNot(role, "traceEvent");
  const isGone = event.payloadPurgedAt !== null;
  const trace = useQuery({
    queryKey: answerKey("traceEvent", event.id),
    queryFn: ({ signal }) => client.call("traceEvent", { params: { event: event.id }, signal }),
    enabled: reason === undefined && !isGone,
  });
  if (reason !== undefined) {
    return (
      <EmptyState icon="lock" title="The verification is not shown to your role">
        {reason} That the event was verified before it was stored is certain all the same.
      </EmptyState>
    );
  }
  if (isGone) return <PayloadGone event={event} what="steps of its verification" />;
  if (trace.error !== null) return <Problem error={trace.error} onRetry={() => void trace.refetch()} />;
  if (trace.data === undefined) return <LoadingDetail what="verification" />;
  const { receivedAt, secret } = trace.data;
  return (
    <>
      <p style={{ margin: 0, fontSize: 13 }}>
        Judged with the present configuration as of <Timestamp at={receivedAt} />
        {secret !== null && (
          <>
            ; the secret that matched then: <code>{secret}</code>
          </>
        )}
        .
      </p>
      <TraceView trace={trace.data} />
    </>
  );
}
