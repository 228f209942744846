import { Link } from "@tanstack/react-router";
import type { Answer } from "../../api/answer-types.ts";
import type { Fact } from "../../parts/facts.tsx";
import { IdText } from "../../parts/id-text.tsx";
import { Timestamp } from "../../parts/timestamp.tsx";
import type { SchemeData } from "../../senders/scheme-data.ts";
import { coveredWords, schemeId } from "../../senders/scheme-facts.ts";
import { senderUrl } from "../../senders/sender-url.ts";

/** What stands above the parts of a source. */
export function sourceFacts(source: Answer<"getSource">, scheme: SchemeData | undefined): readonly Fact[] {
  return [
    { name: `${source.method} to`, value: <IdText id={senderUrl(source)} what="URL" /> },
    {
      name: "Scheme",
      value:
        typeof source.scheme === "string" ? (
          <Link to="/console/schemes/$scheme" params={{ scheme: source.scheme }}>
            {scheme?.name ?? source.scheme}
          </Link>
        ) : (
          `${schemeId(source.scheme)} (written out)`
        ),
    },
    { name: "Signs", value: scheme === undefined ? "–" : coveredWords(scheme) },
    {
      name: "Last event",
      value: source.lastEventAt === null ? "none yet" : <Timestamp at={source.lastEventAt} />,
    },
    { name: "Made", value: <Timestamp at={source.createdAt} /> },
    {
      name: "Managed by",
      value: source.managedBy === "file" ? "the configuration file: read-only here" : "API and console",
    },
  ];
}
