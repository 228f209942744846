import { Link } from "@tanstack/react-router";
import type { Answer } from "../../api/answer-types.ts";
import { formatBytes } from "../../numbers/format-bytes.ts";
import type { Fact } from "../../parts/facts.tsx";
import { ShortId } from "../../parts/id-text.tsx";
import { Timestamp } from "../../parts/timestamp.tsx";
import { PayloadKeeping } from "./payload-keeping.tsx";

/** Sources that are none of the organization's own. */
const OWN_SOURCES: readonly string[] = ["api", "countersign"];

const recognised = {
  event_id: "its id",
  timed_content: "its content and signed time",
  content: "its content",
} as const;

/** What stands above the parts of an event. */
export function eventFacts(event: Answer<"getEvent">): readonly Fact[] {
  const { source, type, caller, secret, conflictsWith } = event;
  return [
    { name: "Type", value: <code>{type}</code> },
    {
      name: "Source",
      value: OWN_SOURCES.includes(source) ? (
        source
      ) : (
        <Link to="/console/sources/$source" params={{ source }}>
          {source}
        </Link>
      ),
    },
    { name: "Received", value: <Timestamp at={event.receivedAt} /> },
    { name: "Signed", value: <Timestamp at={event.signedAt} /> },
    { name: "Secret that matched", value: secret === null ? "–" : <code>{secret}</code> },
    ...(caller === null ? [] : [{ name: "Caller", value: caller }]),
    { name: "Size", value: formatBytes(event.bodyBytes) },
    {
      name: "A repeat is known by",
      value: `${recognised[event.recognisedBy]}${event.duplicates === 0 ? "" : `; came ${event.duplicates}× again`}`,
    },
    ...(conflictsWith === null
      ? []
      : [
          {
            name: "Same id, other body, as",
            value: (
              <Link to="/console/events/$event" params={{ event: conflictsWith }}>
                <ShortId id={conflictsWith} />
              </Link>
            ),
          },
        ]),
    { name: "Payload", value: <PayloadKeeping event={event} /> },
  ];
}
