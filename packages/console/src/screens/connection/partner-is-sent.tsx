import type { ReactElement } from "react";
import type { Answer } from "../../api/answer-types.ts";
import { EmptyState } from "../../parts/empty-state.tsx";
import { Facts } from "../../parts/facts.tsx";
import { IdText } from "../../parts/id-text.tsx";
import { Panel } from "../../parts/panel.tsx";
import { StateBadge } from "../../parts/state-badge.tsx";
import { secretColumns } from "../../secrets/secret-columns.tsx";
import { StaticTable } from "../../table/static-table.tsx";

/** What a partner is sent, and the states of the secrets that it verifies with. */
export function PartnerIsSent({
  outbound,
}: {
  readonly outbound: Answer<"getConnection">["outbound"];
}): ReactElement {
  if (outbound === null) {
    return (
      <Panel title="What the partner is sent">
        <p style={{ margin: 0 }}>Nothing. Edit the connection to say which endpoint is its own.</p>
      </Panel>
    );
  }
  const { state, scheme, url, secrets } = outbound;
  return (
    <Panel title="What the partner is sent" acts={<StateBadge state={state} />}>
      <Facts
        facts={[
          { name: "URL", value: <IdText id={url} what="URL" /> },
          { name: "Signed as", value: <code>{scheme}</code> },
        ]}
      />
      <StaticTable
        label="Secrets the partner verifies with"
        rows={secrets}
        columns={secretColumns}
        rowKey={({ name }) => name}
        empty={
          <EmptyState icon="key" title="No secrets">
            Nothing can be signed for it: add one at the endpoint.
          </EmptyState>
        }
      />
    </Panel>
  );
}
