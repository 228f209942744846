import type { ReactElement } from "react";
import { EmptyState } from "../../parts/empty-state.tsx";
import { Facts } from "../../parts/facts.tsx";
import type { Fact } from "../../parts/facts.tsx";
import { Panel } from "../../parts/panel.tsx";
import { StateBadge } from "../../parts/state-badge.tsx";
import type { Secret } from "../../secrets/use-secrets.ts";
import type { Column } from "../../table/column.ts";
import { StaticTable } from "../../table/static-table.tsx";

export interface PartnerSideProps {
  readonly title: string;
  /** Undefined: the connection has nothing in this direction. */
  readonly side:
    | {
        readonly state: string;
        readonly facts: readonly Fact[];
        readonly secrets: readonly Secret[];
      }
    | undefined;
  /** What to do where there is nothing. */
  readonly without: string;
  readonly secretsLabel: string;
  readonly secretColumns: readonly Column<Secret>[];
  /** What to do where there is no secret. */
  readonly withoutSecrets: string;
}

/** One direction of a connection: how it is, and the states of its secrets. */
export function PartnerSide(props: PartnerSideProps): ReactElement {
  const { title, side, without, secretsLabel, secretColumns, withoutSecrets } = props;
  if (side === undefined) {
    return (
      <Panel title={title}>
        <p style={{ margin: 0 }}>{without}</p>
      </Panel>
    );
  }
  return (
    <Panel title={title} acts={<StateBadge state={side.state} />}>
      <Facts facts={side.facts} />
      <StaticTable
        label={secretsLabel}
        rows={side.secrets}
        columns={secretColumns}
        rowKey={({ name }) => name}
        empty={
          <EmptyState icon="key" title="No secrets">
            {withoutSecrets}
          </EmptyState>
        }
      />
    </Panel>
  );
}
