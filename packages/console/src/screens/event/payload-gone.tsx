import { Link } from "@tanstack/react-router";
import type { ReactElement } from "react";
import type { Answer } from "../../api/answer-types.ts";
import { EmptyState } from "../../parts/empty-state.tsx";
import { Timestamp } from "../../parts/timestamp.tsx";
import { payloadEnds } from "./payload-ends.ts";

export interface PayloadGoneProps {
  readonly event: Pick<Answer<"getEvent">, "payloadPurgedAt" | "payloadPurgedBy">;
  /** What there would be to see: "payload". */
  readonly what: string;
}

/** In place of what needs the payload: what happened to it, and what is known all the same. */
export function PayloadGone({ event, what }: PayloadGoneProps): ReactElement {
  const { payloadPurgedAt, payloadPurgedBy } = event;
  const { title, says, audited } = payloadEnds[payloadPurgedBy ?? "retention"];
  return (
    <EmptyState icon="lock" title={title}>
      {says} That was <Timestamp at={payloadPurgedAt} />, and nothing brings the {what} back. What stands
      above is still known, and so are the{" "}
      <Link to="." search={{}}>
        deliveries
      </Link>{" "}
      with their tries
      {audited === undefined ? (
        "."
      ) : (
        <>
          ; the{" "}
          <Link to="/console/audit" search={{ action: audited }}>
            audit log
          </Link>{" "}
          says who did it and why.
        </>
      )}
    </EmptyState>
  );
}
