import { Link } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { useAnswer } from "../../api/use-answer.ts";
import { LoadingDetail } from "../../parts/loading-detail.tsx";
import { Problem } from "../../parts/problem.tsx";
import { OfSource } from "./of-source.tsx";

/** The playground of a refused request's source. Of the request only the names of its headers are brought: what they say, and its body, take a reveal. */
export function OfQuarantined({ quarantined }: { readonly quarantined: string }): ReactElement {
  const params = { quarantined };
  const request = useAnswer("getQuarantined", { params });
  const masked = useAnswer("getMaskedQuarantined", { params });
  const error = request.error ?? masked.error;
  const retry = (): void => {
    void request.refetch();
    void masked.refetch();
  };
  if (error !== null) return <Problem error={error} onRetry={retry} />;
  if (request.data === undefined || masked.data === undefined) {
    return <LoadingDetail what="refused request" />;
  }
  return (
    <OfSource
      source={request.data.source}
      headers={masked.data.headers.map(({ name }) => `${name}: `).join("\n")}
      origin={
        <>
          As the source of{" "}
          <Link to="/console/quarantine/$quarantined" params={params}>
            the refused request
          </Link>{" "}
          judges, with the names of its headers. What they say and the body are shown there to whoever may
          reveal them.
        </>
      }
    />
  );
}
