import { Link } from "@tanstack/react-router";
import type { ReactElement } from "react";
import type { Answer } from "../../api/answer-types.ts";
import { formatCount } from "../../numbers/format-count.ts";
import { Facts } from "../../parts/facts.tsx";

/** What has become of the events so far, or at the end. */
export function ReplayResult({ replay }: { readonly replay: Answer<"getReplay"> }): ReactElement {
  const { id, total, done, skipped, failed } = replay;
  return (
    <Facts
      facts={[
        { name: "Deliveries found", value: formatCount(total) },
        {
          name: "Made or retried",
          value: (
            <>
              {formatCount(done)}{" "}
              <Link to="/console/deliveries" search={{ replay: id }}>
                See them all
              </Link>
            </>
          ),
        },
        { name: "Needed nothing any more", value: formatCount(skipped) },
        { name: "Payload gone", value: formatCount(failed) },
        {
          name: "Of these, not delivered",
          value: (
            <Link to="/console/deliveries" search={{ replay: id, state: "failed" }}>
              See the dead letters
            </Link>
          ),
        },
      ]}
    />
  );
}
