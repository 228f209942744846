import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { sessionQuery } from "../api/session.ts";
import type { Session } from "../api/session.ts";
import { writeLastOrganization } from "../preferences/preference.ts";

/** Gives the function that goes in once the gateway has begun a session. */
export function useEntry(back = "/console/overview"): (session: Session) => void {
  const queries = useQueryClient();
  const { history } = useRouter();
  return (session) => {
    queries.clear();
    queries.setQueryData(sessionQuery.queryKey, session);
    writeLastOrganization(session.organization);
    history.push(back);
  };
}
