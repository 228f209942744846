import type { Answer, Item } from "../../api/answer-types.ts";
import { Sparkline } from "../../charts/sparkline.tsx";
import { formatCount } from "../../numbers/format-count.ts";
import { StateBadge } from "../../parts/state-badge.tsx";
import { stateOf } from "../../senders/use-attention.ts";
import type { AttentionEntry } from "../../senders/use-attention.ts";
import type { Column } from "../../table/column.ts";

type EndpointRow = Item<"listEndpoints">;

/** How a list of endpoints looks, with what was delivered in the last 24 hours. */
export function endpointColumns(
  overview: Answer<"getOverview"> | undefined,
  attentionOf: (kind: "endpoint", name: string) => readonly AttentionEntry[],
): readonly Column<EndpointRow>[] {
  const sent = new Map(overview?.endpoints.map((each) => [each.endpoint, each]));
  return [
    { id: "name", title: "Endpoint", width: "minmax(120px, 1fr)", phone: "first", cell: ({ name }) => name },
    {
      id: "state",
      title: "Health",
      width: "minmax(130px, max-content)",
      phone: "first",

      cell: ({ name, state }) => {
        const without = (sent.get(name)?.delivered ?? 0) > 0 ? "healthy" : "enabled";
        return <StateBadge state={stateOf(state, attentionOf("endpoint", name), without)} />;
      },
    },
    {
      id: "url",
      title: "URL",
      width: "minmax(180px, 2fr)",
      phone: "second",
      cell: ({ url }) => <code>{url}</code>,
    },
    {
      id: "day",
      title: "Last 24 h",
      width: "110px",
      cell: ({ name }) => {
        const each = sent.get(name);
        if (each === undefined) return null;
        const words = `${formatCount(each.delivered)} delivered, ${formatCount(each.attemptsFailed)} attempts failed in the last 24 h`;
        return (
          <Sparkline
            values={each.series.delivered}
            label={words}
            tone={each.attemptsFailed > 0 ? "bad" : "accent"}
          />
        );
      },
    },
    {
      id: "delivered",
      title: "Delivered",
      width: "80px",
      align: "end",
      cell: ({ name }) => formatCount(sent.get(name)?.delivered ?? 0),
    },
    {
      id: "failed",
      title: "Failed tries",
      width: "84px",
      align: "end",
      cell: ({ name }) => formatCount(sent.get(name)?.attemptsFailed ?? 0),
    },
    {
      id: "pending",
      title: "Pending",
      width: "72px",
      align: "end",
      cell: ({ name }) => formatCount(sent.get(name)?.pending ?? 0),
    },
  ];
}
