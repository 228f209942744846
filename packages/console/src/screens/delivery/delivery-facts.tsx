import { Link } from "@tanstack/react-router";
import type { Answer } from "../../api/answer-types.ts";
import { CopyButton } from "../../parts/copy-button.tsx";
import type { Fact } from "../../parts/facts.tsx";
import { ShortId } from "../../parts/id-text.tsx";
import { Timestamp } from "../../parts/timestamp.tsx";

/** What stands above the parts of a delivery. */
export function deliveryFacts(delivery: Answer<"getDelivery">): readonly Fact[] {
  const { id, event, eventType, endpoint, state, createdAt, dueAt, attempts, lastResult, replay } = delivery;
  return [
    {
      name: "Event",
      value: (
        <Link to="/console/events/$event" params={{ event }}>
          {eventType}
        </Link>
      ),
    },
    {
      name: "Endpoint",
      value: (
        <Link to="/console/endpoints/$endpoint" params={{ endpoint }}>
          {endpoint}
        </Link>
      ),
    },
    { name: "Source", value: delivery.source },
    { name: "Made", value: <Timestamp at={createdAt} /> },
    { name: "Tries", value: attempts },
    { name: "Last result", value: lastResult === null ? "–" : <code>{lastResult}</code> },
    ...(state === "pending" ? [{ name: "Next try", value: <Timestamp at={dueAt} /> }] : []),
    ...(replay === null
      ? []
      : [
          {
            name: "Made or retried by",
            value: (
              <Link to="/console/replays/$replay" params={{ replay }}>
                <ShortId id={replay} />
              </Link>
            ),
          },
        ]),
    {
      name: "Id",
      value: (
        <>
          <ShortId id={id} /> <CopyButton text={id} what="delivery id" />
        </>
      ),
    },
  ];
}
