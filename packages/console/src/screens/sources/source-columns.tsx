import type { Answer, Item } from "../../api/answer-types.ts";
import { Sparkline } from "../../charts/sparkline.tsx";
import { formatCount } from "../../numbers/format-count.ts";
import { StateBadge } from "../../parts/state-badge.tsx";
import { schemeId } from "../../senders/scheme-facts.ts";
import { senderUrl } from "../../senders/sender-url.ts";
import { stateOf } from "../../senders/use-attention.ts";
import type { AttentionEntry } from "../../senders/use-attention.ts";
import type { Column } from "../../table/column.ts";
import { timeColumn } from "../../table/usual-columns.tsx";
import { receivedWords } from "./received-words.ts";

type SourceRow = Item<"listSources">;

/** How a list of sources looks, with what arrived in the last 24 hours. */
export function sourceColumns(
  overview: Answer<"getOverview"> | undefined,
  attentionOf: (kind: "source", name: string) => readonly AttentionEntry[],
): readonly Column<SourceRow>[] {
  const received = new Map(overview?.sources.map((each) => [each.source, each]));
  return [
    { id: "name", title: "Source", width: "minmax(130px, 1.5fr)", phone: "first", cell: ({ name }) => name },
    {
      id: "state",
      title: "Health",
      width: "minmax(130px, 1fr)",
      phone: "first",

      cell: ({ name, state }) => {
        const without = (received.get(name)?.accepted ?? 0) > 0 ? "healthy" : "enabled";
        return <StateBadge state={stateOf(state, attentionOf("source", name), without)} />;
      },
    },
    {
      id: "scheme",
      title: "Scheme",
      width: "minmax(130px, 1fr)",
      phone: "second",
      cell: ({ scheme }) => <code>{schemeId(scheme)}</code>,
    },
    {
      id: "url",
      title: "Posts to",
      width: "minmax(130px, 1.5fr)",
      cell: (source) => <code title={senderUrl(source)}>{source.path}</code>,
    },
    {
      id: "day",
      title: "Last 24 h",
      width: "110px",
      cell: ({ name }) => {
        const each = received.get(name);
        if (each === undefined) return null;
        const { accepted, refused } = each.series;
        const values = accepted.map((count, index) => count + (refused[index] ?? 0));
        return (
          <Sparkline values={values} label={receivedWords(each)} tone={each.refused > 0 ? "bad" : "accent"} />
        );
      },
    },
    {
      id: "accepted",
      title: "Accepted",
      width: "80px",
      align: "end",
      cell: ({ name }) => formatCount(received.get(name)?.accepted ?? 0),
    },
    {
      id: "refused",
      title: "Refused",
      width: "72px",
      align: "end",
      cell: ({ name }) => formatCount(received.get(name)?.refused ?? 0),
    },
    timeColumn({
      id: "last",
      title: "Last event",
      phone: "second",
      minPx: 110,
      at: ({ lastEventAt }) => lastEventAt,
    }),
  ];
}
