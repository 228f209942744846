import { useMemo } from "react";
import type { ReactElement } from "react";
import type { Answer } from "../../api/answer-types.ts";
import { useAnswer } from "../../api/use-answer.ts";
import { formatBytes } from "../../numbers/format-bytes.ts";
import { EmptyState } from "../../parts/empty-state.tsx";
import { IdText } from "../../parts/id-text.tsx";
import { LoadingDetail } from "../../parts/loading-detail.tsx";
import { Problem } from "../../parts/problem.tsx";
import { bytesOfBase64 } from "../../payload/bytes-of-base64.ts";
import { BytesView } from "../../payload/bytes-view.tsx";
import { JsonTree } from "../../payload/json-tree.tsx";
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
  const base64 = reveal.shown?.bodyBase64;
  const bytes = useMemo(() => (base64 === undefined ? undefined : bytesOfBase64(base64)), [base64]);
  if (isGone) return <PayloadGone event={event} what="payload" />;
  if (masked.error !== null) return <Problem error={masked.error} onRetry={() => void masked.refetch()} />;
  if (masked.data === undefined) return <LoadingDetail what="payload" />;
  const { body, bodyBytes, bodyDigest } = masked.data;
  return (
    <>
      <RevealBar reveal={reveal} what="the payload" />
      {bytes === undefined ? (
        body === null || body === undefined ? (
          <EmptyState icon="lock" title="Not JSON">
            {formatBytes(bodyBytes)} that have no fields to show. Equal bodies have an equal digest:{" "}
            <IdText id={bodyDigest} what="digest" />
          </EmptyState>
        ) : (
          <JsonTree value={body} isMasked label="Shape of the payload" />
        )
      ) : (
        <BytesView bytes={bytes} />
      )}
    </>
  );
}
