import { getRouteApi } from "@tanstack/react-router";
import type { ReactElement } from "react";
import type { Answer } from "../../api/answer-types.ts";
import { useAnswer } from "../../api/use-answer.ts";
import { AnsweredScreen } from "../../parts/answered-screen.tsx";
import { ActButton } from "../../parts/act-button.tsx";
import { CopyButton } from "../../parts/copy-button.tsx";
import { AuditPanel } from "../../audit/audit-panel.tsx";
import { DetailLayout } from "../../parts/detail-layout.tsx";
import { StateBadge } from "../../parts/state-badge.tsx";
import { SecretsPanel } from "../../secrets/secrets-panel.tsx";
import { useScheme } from "../../senders/use-scheme.ts";
import { stateOf, useAttention } from "../../senders/use-attention.ts";
import { SnippetsPanel } from "../../snippets/snippets-panel.tsx";
import { SourceCallers } from "./source-callers.tsx";
import { SourceChecks } from "./source-checks.tsx";
import { SourceDanger } from "./source-danger.tsx";
import { sourceFacts } from "./source-facts.tsx";
import { SourceOverview } from "./source-overview.tsx";
import { SourceSwitch } from "./source-switch.tsx";

const route = getRouteApi("/console/sources/$source");

/** One sender: what came of it, what it proves itself by, and what is asked of its requests. */
export function SourceScreen(): ReactElement {
  const { source: name } = route.useParams();
  const source = useAnswer("getSource", { params: { source: name } });
  return (
    <AnsweredScreen answer={source} kind="Source" name={name}>
      {(data) => <SourceDetail key={name} source={data} onStale={() => void source.refetch()} />}
    </AnsweredScreen>
  );
}

interface SourceDetailProps {
  readonly source: Answer<"getSource">;
  readonly onStale: () => void;
}

function SourceDetail({ source, onStale }: SourceDetailProps): ReactElement {
  const { tab, language } = route.useSearch();
  const navigate = route.useNavigate();
  const scheme = useScheme(source.scheme);
  const attention = useAttention()("source", source.name);
  const isFromFile = source.managedBy === "file";
  const owner = { kind: "source", name: source.name, params: { source: source.name }, isFromFile } as const;
  const hasCallers = scheme?.caller !== undefined;
  return (
    <DetailLayout
      parent={{ name: "Sources", to: "/console/sources" }}
      kind="Source"
      title={
        <>
          {source.name} <CopyButton text={source.name} what="source name" />
        </>
      }
      titleText={source.name}
      states={<StateBadge state={stateOf(source.state, attention, "enabled")} />}
      acts={
        <>
          <ActButton
            route="verifyInPlayground"
            onClick={() => void navigate({ to: "/console/playground", search: { source: source.name } })}
          >
            Open in the playground
          </ActButton>
          <SourceSwitch source={source} />
        </>
      }
      facts={sourceFacts(source, scheme)}
      tab={tab}
      tabs={[
        {
          id: "overview",
          name: "Overview",
          content: <SourceOverview source={source} attention={attention} />,
        },
        hasCallers
          ? { id: "callers", name: "Callers", content: <SourceCallers source={source} /> }
          : { id: "secrets", name: "Secrets", content: <SecretsPanel owner={owner} /> },
        {
          id: "receiver",
          name: "Own receiver",
          content: <SnippetsPanel source={source} language={language} />,
        },
        { id: "checks", name: "Checks", content: <SourceChecks source={source} onStale={onStale} /> },
        {
          id: "audit",
          name: "Audit",
          content: <AuditPanel what="this source" of={{ resourceKind: "source", resource: source.name }} />,
        },
        { id: "danger", name: "Danger", content: <SourceDanger source={source} /> },
      ]}
    />
  );
}
