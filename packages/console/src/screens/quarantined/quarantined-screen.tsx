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
import { StateBadge } from "../../parts/state-badge.tsx";
import { useReveal } from "../../reveal/use-reveal.ts";
import { DiscardDialog } from "../quarantine/discard-dialog.tsx";
import { ReleaseDialog } from "../quarantine/release-dialog.tsx";
import type { Chosen } from "../quarantine/walk-selection.ts";
import { FailureReport } from "./failure-report.tsx";
import { QuarantinedAsCurl } from "./quarantined-as-curl.tsx";
import { quarantinedFacts } from "./quarantined-facts.tsx";
import { QuarantinedHeaders, QuarantinedPayload } from "./quarantined-content.tsx";
import { WhyRefused } from "./why-refused.tsx";

const route = getRouteApi("/console/quarantine/$quarantined");

/** One refused request: why it was refused and how to mend it, what it holds, and what to do with it. */
export function QuarantinedScreen(): ReactElement {
  const { quarantined: id } = route.useParams();
  const request = useAnswer("getQuarantined", { params: { quarantined: id } });
  return (
    <AnsweredScreen answer={request} kind="Refused request" name={id}>
      {(data) => <QuarantinedDetail key={id} request={data} />}
    </AnsweredScreen>
  );
}

function QuarantinedDetail({ request }: { readonly request: Answer<"getQuarantined"> }): ReactElement {
  const { id, code } = request;
  const { tab } = route.useSearch();
  const navigate = route.useNavigate();
  const [releasing, setReleasing] = useState<Chosen>();
  const [discarding, setDiscarding] = useState<Chosen>();
  // Here and not in its tab: going from the payload to the headers does not ask for the reason again.
  const reveal = useReveal("revealQuarantined", (reason) => ({
    params: { quarantined: id },
    body: { reason },
  }));
  const leave = (): void => void navigate({ to: "/console/quarantine" });
  return (
    <>
      <DetailLayout
        parent={{ name: "Quarantine", to: "/console/quarantine" }}
        kind="Refused request"
        title={<IdText id={id} what="id of the request" />}
        titleText={id}
        states={<StateBadge state="refused" word={`refused: ${code}`} />}
        acts={
          <>
            <FailureReport request={request} />
            <QuarantinedAsCurl quarantined={id} />
            <ActButton
              route="verifyInPlayground"
              onClick={() => void navigate({ to: "/console/playground", search: { quarantined: id } })}
            >
              Open in the playground
            </ActButton>
            <ActButton route="discardQuarantine" onClick={() => setDiscarding({ ids: [id] })}>
              Discard…
            </ActButton>
            <ActButton route="releaseQuarantine" variant="filled" onClick={() => setReleasing({ ids: [id] })}>
              Verify again, release…
            </ActButton>
          </>
        }
        facts={quarantinedFacts(request)}
        tab={tab}
        tabs={[
          { id: "why", name: "Why it was refused", content: <WhyRefused quarantined={id} /> },
          {
            id: "payload",
            name: "Payload",
            content: <QuarantinedPayload request={request} reveal={reveal} />,
          },
          {
            id: "headers",
            name: "Headers",
            content: <QuarantinedHeaders request={request} reveal={reveal} />,
          },
          {
            id: "audit",
            name: "Audit",
            content: <AuditPanel what="this request" of={{ resource: id }} />,
          },
        ]}
      />
      <ReleaseDialog
        chosen={releasing}
        onClose={() => setReleasing(undefined)}
        // What could not be released is still here to look at.
        onDone={({ accepted, duplicates, conflicts }) => accepted + duplicates + conflicts > 0 && leave()}
      />
      <DiscardDialog chosen={discarding} onClose={() => setDiscarding(undefined)} onDone={leave} />
    </>
  );
}
