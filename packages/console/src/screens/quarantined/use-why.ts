import { useQuery } from "@tanstack/react-query";
import type { UseQueryResult } from "@tanstack/react-query";
import type { Answer } from "../../api/answer-types.ts";
import { client } from "../../api/client.ts";
import { answerKey } from "../../api/use-answer.ts";

/** A search costs the gateway up to a second: shown again without asking, until somebody wants it anew. */
const kept = { staleTime: Number.POSITIVE_INFINITY, refetchOnWindowFocus: false } as const;

/** The verification of a refused request, done again step by step. It tells sizes and times, never content. */
export function useQuarantinedTrace(
  quarantined: string,
  isEnabled: boolean,
): UseQueryResult<Answer<"traceQuarantined">> {
  return useQuery({
    queryKey: answerKey("traceQuarantined", quarantined),
    queryFn: ({ signal }) => client.call("traceQuarantined", { params: { quarantined }, signal }),
    enabled: isEnabled,
    ...kept,
  });
}

/** The cause of a refusal, as far as a search of up to a second can tell. */
export function useExplanation(
  quarantined: string,
  isEnabled: boolean,
): UseQueryResult<Answer<"explainQuarantined">> {
  return useQuery({
    queryKey: answerKey("explainQuarantined", quarantined),
    queryFn: ({ signal }) => client.call("explainQuarantined", { params: { quarantined }, signal }),
    enabled: isEnabled,
    ...kept,
  });
}
