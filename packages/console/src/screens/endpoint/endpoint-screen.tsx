import { getRouteApi } from "@tanstack/react-router";
import type { ReactElement } from "react";
import type { Answer } from "../../api/answer-types.ts";
import { useAnswer } from "../../api/use-answer.ts";
import { AnsweredScreen } from "../../parts/answered-screen.tsx";
import { CopyButton } from "../../parts/copy-button.tsx";
import { AuditPanel } from "../../audit/audit-panel.tsx";
import { DetailLayout } from "../../parts/detail-layout.tsx";
import { StateBadge } from "../../parts/state-badge.tsx";
import { SecretsPanel } from "../../secrets/secrets-panel.tsx";
import { stateOf, useAttention } from "../../senders/use-attention.ts";
import { EndpointActs } from "./endpoint-acts.tsx";
import { EndpointDanger } from "./endpoint-danger.tsx";
import { endpointFacts } from "./endpoint-facts.tsx";
import { EndpointOverview } from "./endpoint-overview.tsx";
import { EndpointSettings } from "./endpoint-settings.tsx";

const route = getRouteApi("/console/endpoints/$endpoint");

/** One receiver: how it is, what it gets, how it is signed. */
export function EndpointScreen(): ReactElement {
  const { endpoint: name } = route.useParams();
  const endpoint = useAnswer("getEndpoint", { params: { endpoint: name } });
  return (
    <AnsweredScreen answer={endpoint} kind="Endpoint" name={name}>
      {(data) => <EndpointDetail key={name} endpoint={data} onStale={() => void endpoint.refetch()} />}
    </AnsweredScreen>
  );
}

interface EndpointDetailProps {
  readonly endpoint: Answer<"getEndpoint">;
  readonly onStale: () => void;
}

function EndpointDetail({ endpoint, onStale }: EndpointDetailProps): ReactElement {
  const { tab } = route.useSearch();
  const { name, state, managedBy } = endpoint;
  const attention = useAttention()("endpoint", name);
  const owner = {
    kind: "endpoint",
    name,
    params: { endpoint: name },
    isFromFile: managedBy === "file",
  } as const;
  return (
    <DetailLayout
      parent={{ name: "Endpoints", to: "/console/endpoints" }}
      kind="Endpoint"
      title={
        <>
          {name} <CopyButton text={name} what="endpoint name" />
        </>
      }
      titleText={name}
      states={<StateBadge state={stateOf(state, attention, "enabled")} />}
      acts={<EndpointActs endpoint={endpoint} />}
      facts={endpointFacts(endpoint)}
      tab={tab}
      tabs={[
        {
          id: "overview",
          name: "Overview",
          content: <EndpointOverview endpoint={endpoint} attention={attention} />,
        },
        { id: "secrets", name: "Secrets", content: <SecretsPanel owner={owner} /> },
        {
          id: "settings",
          name: "Settings",
          content: <EndpointSettings endpoint={endpoint} onStale={onStale} />,
        },
        {
          id: "audit",
          name: "Audit",
          content: (
            <AuditPanel what="this endpoint" of={{ resourceKind: "endpoint", resource: endpoint.name }} />
          ),
        },
        { id: "danger", name: "Danger", content: <EndpointDanger endpoint={endpoint} /> },
      ]}
    />
  );
}
