import { Link } from "@tanstack/react-router";
import type { Answer } from "../../api/answer-types.ts";
import { formatBytes } from "../../numbers/format-bytes.ts";
import type { Fact } from "../../parts/facts.tsx";
import { Timestamp } from "../../parts/timestamp.tsx";

/** What stands above the parts of a refused request. */
export function quarantinedFacts(request: Answer<"getQuarantined">): readonly Fact[] {
  const { source, receivedAt, code, bodyBytes } = request;
  return [
    {
      name: "Source",
      value: (
        <Link to="/console/sources/$source" params={{ source }}>
          {source}
        </Link>
      ),
    },
    { name: "Received", value: <Timestamp at={receivedAt} /> },
    {
      name: "Refused as",
      value: (
        <Link to="/console/quarantine" search={{ source, code }}>
          <code>{code}</code>
        </Link>
      ),
    },
    { name: "Size", value: formatBytes(bodyBytes) },
  ];
}
