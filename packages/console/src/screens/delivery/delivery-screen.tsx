import { getRouteApi } from "@tanstack/react-router";
import type { ReactElement } from "react";
import type { Answer } from "../../api/answer-types.ts";
import { useAnswer } from "../../api/use-answer.ts";
import { AuditPanel } from "../../audit/audit-panel.tsx";
import { AnsweredScreen } from "../../parts/answered-screen.tsx";
import { DetailLayout } from "../../parts/detail-layout.tsx";
import { StateBadge } from "../../parts/state-badge.tsx";
import { useReveal } from "../../reveal/use-reveal.ts";
import { AttemptList } from "./attempt-list.tsx";
import { DeliveryActButton } from "./delivery-act-button.tsx";
import { deliveryActs } from "./delivery-acts.ts";
import { deliveryFacts } from "./delivery-facts.tsx";
import { DeliveryRequest } from "./delivery-request.tsx";
import { DeliveryResponses } from "./delivery-responses.tsx";

const route = getRouteApi("/console/deliveries/$delivery");

/** A try may come at any time; one looks at it while it does. */
const EVERY_MS = 3000;

/** One delivery: what was tried, what was sent, what was answered, and what can be done. */
export function DeliveryScreen(): ReactElement {
  const { delivery: id } = route.useParams();
  const delivery = useAnswer("getDelivery", { params: { delivery: id } }, { everyMs: EVERY_MS });
  return (
    <AnsweredScreen answer={delivery} kind="Delivery" name={id} isKept>
      {(data) => <DeliveryDetail key={id} delivery={data} />}
    </AnsweredScreen>
  );
}

function DeliveryDetail({ delivery }: { readonly delivery: Answer<"getDelivery"> }): ReactElement {
  const { tab } = route.useSearch();
  const { id, endpoint, eventType, state, tries } = delivery;
  // Here and not in its tab: walking the tabs does not ask for the reason again.
  const reveal = useReveal("revealResponses", (reason) => ({ params: { delivery: id }, body: { reason } }));
  return (
    <DetailLayout
      parent={{ name: "Deliveries", to: "/console/deliveries" }}
      kind="Delivery"
      title={
        <>
          {eventType} → {endpoint}
        </>
      }
      titleText={`${eventType} to ${endpoint}`}
      states={<StateBadge state={state} />}
      acts={deliveryActs.map((act) => (
        <DeliveryActButton key={act.route} act={act} delivery={delivery} />
      ))}
      facts={deliveryFacts(delivery)}
      tab={tab}
      tabs={[
        {
          id: "attempts",
          name: "Attempts",
          count: tries.length,
          content: <AttemptList delivery={delivery} />,
        },
        { id: "request", name: "Request", content: <DeliveryRequest delivery={delivery} /> },
        {
          id: "answers",
          name: "Answers",
          count: tries.filter(({ hasResponse }) => hasResponse).length,
          content: <DeliveryResponses delivery={delivery} reveal={reveal} />,
        },
        {
          id: "audit",
          name: "Audit",
          content: <AuditPanel what="this delivery" of={{ resource: delivery.id }} />,
        },
      ]}
    />
  );
}
