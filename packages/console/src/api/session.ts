import { queryOptions, useSuspenseQuery } from "@tanstack/react-query";
import { answerKey } from "./use-answer.ts";
import { client } from "./client.ts";
import type { Answer } from "./answer-types.ts";

/** Who is signed in. Read by the frame before any screen is shown. */
export type Session = Answer<"getSession">;

/** The session as a query, for the router, which asks before it shows the frame. */
export const sessionQuery = queryOptions({
  queryKey: answerKey("getSession"),
  queryFn: ({ signal }): Promise<Session> => client.call("getSession", { signal }),
  staleTime: Number.POSITIVE_INFINITY,
});

/** Who is signed in. Only below the frame, which has seen to it that somebody is. */
export function useSession(): Session {
  return useSuspenseQuery(sessionQuery).data;
}
