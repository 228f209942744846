import type { ReactElement } from "react";
import type { Answer } from "../../api/answer-types.ts";
import { EmptyState } from "../../parts/empty-state.tsx";
import { Facts } from "../../parts/facts.tsx";
import { IdText } from "../../parts/id-text.tsx";
import { Panel } from "../../parts/panel.tsx";
import { StateBadge } from "../../parts/state-badge.tsx";
import { secretColumns } from "../../secrets/secret-columns.tsx";
import { senderUrl } from "../../senders/sender-url.ts";
import { StaticTable } from "../../table/static-table.tsx";

/** What a partner sends, and the states of its secrets. */
export function PartnerSends({
  inbound,
}: {
  readonly inbound: Answer<"getConnection">["inbound"];
}): ReactElement {
  if (inbound === null) {
    return (
      <Panel title="What the partner sends">
        <p style={{ margin: 0 }}>Nothing. Edit the connection to say which source is its own.</p>
      </Panel>
    );
  }
  const { state, scheme, caller, secrets, path, publicUrl } = inbound;
  return (
    <Panel title="What the partner sends" acts={<StateBadge state={state} />}>
      <Facts
        facts={[
          {
            name: "URL",
            value: <IdText id={senderUrl({ path, publicUrl: publicUrl ?? undefined })} what="URL" />,
          },
          { name: "Scheme", value: <code>{scheme}</code> },
          { name: "Caller", value: caller ?? "–" },
        ]}
      />
      <StaticTable
        label="Secrets the partner signs with"
        rows={secrets}
        columns={secretColumns}
        rowKey={({ name }) => name}
        empty={
          <EmptyState icon="key" title="No secrets">
            Nothing it sends can be verified: add one at the source.
          </EmptyState>
        }
      />
    </Panel>
  );
}
