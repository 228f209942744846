import { useMemo } from "react";
import type { ReactElement } from "react";
import type { Answer } from "../../api/answer-types.ts";
import { useAnswer } from "../../api/use-answer.ts";
import { formatBytes } from "../../numbers/format-bytes.ts";
import { EmptyState } from "../../parts/empty-state.tsx";
import { LoadingDetail } from "../../parts/loading-detail.tsx";
import { Problem } from "../../parts/problem.tsx";
import { bytesOfBase64 } from "../../payload/bytes-of-base64.ts";
import { BytesView } from "../../payload/bytes-view.tsx";
import { HeaderList } from "../../payload/header-list.tsx";
import { JsonTree } from "../../payload/json-tree.tsx";
import { RevealBar } from "../../reveal/reveal-bar.tsx";
import type { Reveal } from "../../reveal/use-reveal.ts";

export interface QuarantinedContentProps {
  readonly request: Answer<"getQuarantined">;
  readonly reveal: Reveal<"revealQuarantined">;
}

/** The content of a refused request: its shape for everybody, its bytes for whoever may see them and says why. */
export function QuarantinedPayload({ request, reveal }: QuarantinedContentProps): ReactElement {
  const masked = useAnswer("getMaskedQuarantined", { params: { quarantined: request.id } });
  const base64 = reveal.shown?.bodyBase64;
  const bytes = useMemo(() => (base64 === undefined ? undefined : bytesOfBase64(base64)), [base64]);
  if (masked.error !== null) return <Problem error={masked.error} onRetry={() => void masked.refetch()} />;
  if (masked.data === undefined) return <LoadingDetail what="payload" />;
  const { body } = masked.data;
  return (
    <>
      <RevealBar reveal={reveal} what="the payload" />
      {bytes === undefined ? (
        body === null || body === undefined ? (
          <EmptyState icon="lock" title="Not JSON">
            {formatBytes(request.bodyBytes)} that have no fields to show.
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

/** The headers of a refused request: as length classes, or after a reveal as received, without credentials. */
export function QuarantinedHeaders({ request, reveal }: QuarantinedContentProps): ReactElement {
  const masked = useAnswer("getMaskedQuarantined", { params: { quarantined: request.id } });
  const { shown } = reveal;
  if (masked.error !== null) return <Problem error={masked.error} onRetry={() => void masked.refetch()} />;
  if (masked.data === undefined) return <LoadingDetail what="headers" />;
  return (
    <>
      <RevealBar reveal={reveal} what="the headers" />
      <HeaderList
        headers={
          shown === undefined
            ? [{ name: masked.data.method, value: "the URL is hidden" }, ...masked.data.headers]
            : [{ name: shown.method, value: shown.url }, ...shown.headers]
        }
      />
    </>
  );
}
