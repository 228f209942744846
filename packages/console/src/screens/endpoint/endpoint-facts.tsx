import { Link } from "@tanstack/react-router";
import type { Answer } from "../../api/answer-types.ts";
import type { Fact } from "../../parts/facts.tsx";
import { IdText } from "../../parts/id-text.tsx";
import { Timestamp } from "../../parts/timestamp.tsx";
import { schemeId } from "../../senders/scheme-facts.ts";
import { formatRate } from "../../settings-form/rates.ts";

/** What stands above the parts of an endpoint. */
export function endpointFacts(endpoint: Answer<"getEndpoint">): readonly Fact[] {
  const { url, scheme, sources, events, where, rate, concurrency, createdAt, managedBy, headerNames } =
    endpoint;
  return [
    { name: "Posts to", value: <IdText id={url} what="URL" /> },
    {
      name: "Signed as",
      value:
        typeof scheme === "string" ? (
          <Link to="/console/schemes/$scheme" params={{ scheme }}>
            {scheme}
          </Link>
        ) : (
          `${schemeId(scheme)} (written out)`
        ),
    },
    { name: "From sources", value: sources.join(", ") },
    { name: "Event types", value: events.join(", ") },
    ...(where === undefined ? [] : [{ name: "Only where", value: <code>{JSON.stringify(where)}</code> }]),
    {
      name: "At most",
      value: `${concurrency} at once, ${rate === undefined ? "no limit of rate" : formatRate(rate)}`,
    },
    ...(headerNames.length === 0 ? [] : [{ name: "Extra headers", value: headerNames.join(", ") }]),
    { name: "Made", value: <Timestamp at={createdAt} /> },
    {
      name: "Managed by",
      value: managedBy === "file" ? "the configuration file: read-only here" : "API and console",
    },
  ];
}
