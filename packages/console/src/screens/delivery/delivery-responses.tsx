import type { ReactElement } from "react";
import type { Answer } from "../../api/answer-types.ts";
import { EmptyState } from "../../parts/empty-state.tsx";
import { Panel } from "../../parts/panel.tsx";
import { Timestamp } from "../../parts/timestamp.tsx";
import { bytesOfBase64 } from "../../payload/bytes-of-base64.ts";
import { BytesView } from "../../payload/bytes-view.tsx";
import { RevealBar } from "../../reveal/reveal-bar.tsx";
import type { Reveal } from "../../reveal/use-reveal.ts";

export interface DeliveryResponsesProps {
  readonly delivery: Answer<"getDelivery">;
  readonly reveal: Reveal<"revealResponses">;
}

/** What the receiver answered: its statuses for everybody, the beginnings of its bodies for whoever says why. */
export function DeliveryResponses({ delivery, reveal }: DeliveryResponsesProps): ReactElement {
  const kept = delivery.tries.filter(({ hasResponse }) => hasResponse);
  if (kept.length === 0) {
    return (
      <EmptyState icon="lock" title="No answer is kept">
        The beginning of an answer is kept where it has a body. The status of each try is beside it, under
        Attempts.
      </EmptyState>
    );
  }
  return (
    <>
      <RevealBar reveal={reveal} what="the answers" />
      {reveal.shown === undefined
        ? kept.map(({ number, startedAt, status }) => (
            <Panel key={`${startedAt} ${number}`} title={titleOf(number, status)}>
              <span>
                Answered to the try of <Timestamp at={startedAt} />. The beginning of its body is kept, at
                most 4 KiB.
              </span>
            </Panel>
          ))
        : reveal.shown.items.map(({ number, startedAt, status, bodyBase64 }) => (
            <Panel key={`${startedAt} ${number}`} title={titleOf(number, status)}>
              <BytesView bytes={bytesOfBase64(bodyBase64)} />
            </Panel>
          ))}
    </>
  );
}

function titleOf(number: number, status: number | null): string {
  return `Try ${number}: ${status === null ? "no status" : `status ${status}`}`;
}
