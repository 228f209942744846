import { useQuery } from "@tanstack/react-query";
import type { UseQueryResult } from "@tanstack/react-query";
import type { Answer } from "../api/answer-types.ts";
import type { CallOf } from "../api/call-route.ts";
import { client } from "../api/client.ts";
import { answerKey } from "../api/use-answer.ts";

/** Which events, in which way, to which endpoint. */
export type ReplayAsked = CallOf<"previewReplay">["body"];

/** How many deliveries a replay would make now. Counts go out of date, so they are not kept. */
export function useReplayCount(asked: ReplayAsked): UseQueryResult<Answer<"previewReplay">> {
  return useQuery({
    queryKey: answerKey("previewReplay", asked),
    queryFn: ({ signal }) => client.call("previewReplay", { body: asked, signal }),
    gcTime: 0,
    staleTime: 0,
  });
}
