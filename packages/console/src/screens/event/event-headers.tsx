import type { ReactElement } from "react";
import { useAnswer } from "../../api/use-answer.ts";
import { LoadingDetail } from "../../parts/loading-detail.tsx";
import { Problem } from "../../parts/problem.tsx";
import { HeaderList } from "../../payload/header-list.tsx";
import { RevealBar } from "../../reveal/reveal-bar.tsx";
import type { EventPayloadProps } from "./event-payload.tsx";
import { PayloadGone } from "./payload-gone.tsx";

/** The headers that it came with: as length classes, or after a reveal as received, without credentials. */
export function EventHeaders({ event, reveal }: EventPayloadProps): ReactElement {
  const masked = useAnswer(
    "getMaskedEvent",
    { params: { event: event.id } },
    { isEnabled: event.payloadPurgedAt === null },
  );
  if (event.payloadPurgedAt !== null) return <PayloadGone event={event} what="headers" />;
  if (masked.error !== null) return <Problem error={masked.error} onRetry={() => void masked.refetch()} />;
  if (masked.data === undefined) return <LoadingDetail what="headers" />;
  return (
    <>
      <RevealBar reveal={reveal} what="the headers" />
      <HeaderList headers={reveal.shown?.headers ?? masked.data.headers} />
    </>
  );
}
