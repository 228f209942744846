import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import type { ReactElement } from "react";
import type { Answer } from "../../api/answer-types.ts";
import { useAnswer } from "../../api/use-answer.ts";
import { AuditPanel } from "../../audit/audit-panel.tsx";
import { AnsweredScreen } from "../../parts/answered-screen.tsx";
import { ActButton } from "../../parts/act-button.tsx";
import { DetailLayout } from "../../parts/detail-layout.tsx";
import { IdText } from "../../parts/id-text.tsx";
import { useReveal } from "../../reveal/use-reveal.ts";
import { ReplayDialog } from "../../replay-dialog/replay-dialog.tsx";
import { EventNotes } from "../inbox/event-notes.tsx";
import { eventFacts } from "./event-facts.tsx";
import { EventDeliveries } from "./event-deliveries.tsx";
import { EventHeaders } from "./event-headers.tsx";
import { EventPayload } from "./event-payload.tsx";
import { EventTrace } from "./event-trace.tsx";
import { EventAsCurl } from "./event-as-curl.tsx";
import { payloadEnds } from "./payload-ends.ts";

const route = getRouteApi("/console/events/$event");

/** One event: what was proved of it, what it holds, where it went. */
export function EventScreen(): ReactElement {
  const { event: id } = route.useParams();
  const event = useAnswer("getEvent", { params: { event: id } });
  return (
    <AnsweredScreen answer={event} kind="Event" name={id}>
      {(data) => <EventDetail key={id} event={data} />}
    </AnsweredScreen>
  );
}

function EventDetail({ event }: { readonly event: Answer<"getEvent"> }): ReactElement {
  const { tab } = route.useSearch();
  const [isReplaying, setIsReplaying] = useState(false);
  // Here and not in its tab: going from the payload to the headers does not ask for the reason again.
  const reveal = useReveal("revealEvent", (reason) => ({ params: { event: event.id }, body: { reason } }));
  const purged = event.payloadPurgedBy === null ? undefined : `${payloadEnds[event.payloadPurgedBy].title}.`;
  return (
    <>
      <DetailLayout
        parent={{ name: "Inbox", to: "/console/inbox" }}
        kind="Event"
        title={<IdText id={event.id} what="event id" />}
        titleText={event.id}
        states={<EventNotes event={event} />}
        acts={
          <>
            <EventAsCurl event={event.id} />
            <ActButton route="createReplay" reasonNotNow={purged} onClick={() => setIsReplaying(true)}>
              Replay…
            </ActButton>
          </>
        }
        facts={eventFacts(event)}
        tab={tab}
        tabs={[
          {
            id: "deliveries",
            name: "Deliveries",
            count: event.deliveries.length,
            content: <EventDeliveries event={event} />,
          },
          { id: "verification", name: "Verification", content: <EventTrace event={event} /> },
          { id: "payload", name: "Payload", content: <EventPayload event={event} reveal={reveal} /> },
          { id: "headers", name: "Headers", content: <EventHeaders event={event} reveal={reveal} /> },
          {
            id: "audit",
            name: "Audit",
            content: <AuditPanel what="this event" of={{ event: event.id }} />,
          },
        ]}
      />
      <ReplayDialog events={[event.id]} isOpen={isReplaying} onClose={() => setIsReplaying(false)} />
    </>
  );
}
