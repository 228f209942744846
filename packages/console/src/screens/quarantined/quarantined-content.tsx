import type { ReactElement } from "react";
import type { Answer } from "../../api/answer-types.ts";
import { useAnswer } from "../../api/use-answer.ts";
import { formatBytes } from "../../numbers/format-bytes.ts";
import { LoadingDetail } from "../../parts/loading-detail.tsx";
import { Problem } from "../../parts/problem.tsx";
import { HeaderList } from "../../payload/header-list.tsx";
import { PayloadView } from "../../payload/payload-view.tsx";
import { RevealBar } from "../../reveal/reveal-bar.tsx";
import type { Reveal } from "../../reveal/use-reveal.ts";

export interface QuarantinedContentProps {
  readonly request: Answer<"getQuarantined">;
  readonly reveal: Reveal<"revealQuarantined">;
}

/** The content of a refused request: its shape for everybody, its bytes for whoever may see them and says why. */
export function QuarantinedPayload({ request, reveal }: QuarantinedContentProps): ReactElement {
  const masked = useAnswer("getMaskedQuarantined", { params: { quarantined: request.id } });
  if (masked.error !== null) return <Problem error={masked.error} onRetry={() => void masked.refetch()} />;
  if (masked.data === undefined) return <LoadingDetail what="payload" />;
  return (
    <>
      <RevealBar reveal={reveal} what="the payload" />
      <PayloadView
        shape={masked.data.body}
        base64={reveal.shown?.bodyBase64}
        shapeless={<>{formatBytes(request.bodyBytes)} that have no fields to show.</>}
      />
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
