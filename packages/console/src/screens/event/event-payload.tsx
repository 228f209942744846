import type { ReactElement } from "react";
import type { Answer } from "../../api/answer-types.ts";
import { useAnswer } from "../../api/use-answer.ts";
import { formatBytes } from "../../numbers/format-bytes.ts";
import { IdText } from "../../parts/id-text.tsx";
import { LoadingDetail } from "../../parts/loading-detail.tsx";
import { Problem } from "../../parts/problem.tsx";
import { PayloadView } from "../../payload/payload-view.tsx";
import { RevealBar } from "../../reveal/reveal-bar.tsx";
import type { Reveal } from "../../reveal/use-reveal.ts";
import { PayloadGone } from "./payload-gone.tsx";

export interface EventPayloadProps {
  readonly event: Answer<"getEvent">;
  readonly reveal: Reveal<"revealEvent">;
}

/** The content of an event: its shape for everybody, its bytes for whoever may see them and says why. */
export function EventPayload({ event, reveal }: EventPayloadProps): ReactElement {
  const isGone = event.payloadPurgedAt !== null;
  const masked = useAnswer("getMaskedEvent", { params: { event: event.id } }, { isEnabled: !isGone });
  if (isGone) return <PayloadGone event={event} what="payload" />;
  if (masked.error !== null) return <Problem error={masked.error} onRetry={() => void masked.refetch()} />;
  if (masked.data === undefined) return <LoadingDetail what="payload" />;
  const { body, bodyBytes, bodyDigest } = masked.data;
  return (
    <>
      <RevealBar reveal={reveal} what="the payload" />
      <PayloadView
        shape={body}
        base64={reveal.shown?.bodyBase64}
        shapeless={
          <>
            {formatBytes(bodyBytes)} that have no fields to show. Equal bodies have an equal digest:{" "}
            <IdText id={bodyDigest} what="digest" />
          </>
        }
      />
    </>
  );
}
