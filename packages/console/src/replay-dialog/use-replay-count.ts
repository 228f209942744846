import { useQuery } from "@tanstack/react-query";
import type { UseQueryResult } from "@tanstack/react-query";
import type { Routes } from "@countersign/contract";
import type { CallArguments } from "@countersign/contract/slim-client";
import { client } from "../api/client.ts";
import type { Answer } from "../api/answer-types.ts";
import { answerKey } from "../api/use-answer.ts";

type Asked = CallArguments<Routes["previewReplay"]>[0]["body"];

/** How many deliveries a replay would make now. Counts go out of date, so they are not kept. */
export function useReplayCount(asked: Asked): UseQueryResult<Answer<"previewReplay">> {
  return useQuery({
    queryKey: answerKey("previewReplay", asked),
    queryFn: ({ signal }) => client.call("previewReplay", { body: asked, signal }),
    gcTime: 0,
    staleTime: 0,
  });
}
