import type { ReactElement } from "react";
import type { Answer } from "../../api/answer-types.ts";

export function EventPayload({ event }: { readonly event: Answer<"getEvent"> }): ReactElement {
  return <p>{event.bodyBytes}</p>;
}
