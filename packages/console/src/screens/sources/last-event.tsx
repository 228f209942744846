import type { ReactElement } from "react";
import { useAnswer } from "../../api/use-answer.ts";
import { Timestamp } from "../../parts/timestamp.tsx";

/** When the newest event of a source came. Asked for by rows in view alone. */
export function LastEvent({ source }: { readonly source: string }): ReactElement {
  const events = useAnswer("listEvents", { query: { source, limit: 1 } });
  return <Timestamp at={events.data?.items[0]?.receivedAt} isInRow />;
}
