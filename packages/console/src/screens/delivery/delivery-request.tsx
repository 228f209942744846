import { Link } from "@tanstack/react-router";
import type { ReactElement } from "react";
import type { Answer } from "../../api/answer-types.ts";
import { useAnswer } from "../../api/use-answer.ts";
import { LoadingDetail } from "../../parts/loading-detail.tsx";
import { Problem } from "../../parts/problem.tsx";
import { HeaderList } from "../../payload/header-list.tsx";
import { requestHeaders } from "./request-headers.ts";
import classes from "./delivery-request.module.css";

/** The request as the endpoint gets it: where to, which headers, and whose bytes. */
export function DeliveryRequest({ delivery }: { readonly delivery: Answer<"getDelivery"> }): ReactElement {
  const endpoint = useAnswer("getEndpoint", { params: { endpoint: delivery.endpoint } });
  const named = endpoint.data?.scheme;
  const schemeName = typeof named === "string" ? named : undefined;
  const scheme = useAnswer(
    "getScheme",
    { params: { scheme: schemeName ?? "" } },
    { isEnabled: schemeName !== undefined },
  );
  const error = endpoint.error ?? scheme.error;
  if (error !== null) return <Problem error={error} onRetry={() => void endpoint.refetch()} />;
  const definition = typeof named === "object" ? named : scheme.data?.definition;
  if (endpoint.data === undefined || definition === undefined) return <LoadingDetail what="request" />;
  return (
    <>
      <p className={classes["line"]}>
        <code>POST {endpoint.data.url}</code>
      </p>
      <HeaderList headers={requestHeaders(delivery, endpoint.data, definition)} />
      <p className={classes["note"]}>
        As the endpoint is set up now. Signatures are made anew at each try and kept nowhere. The body is{" "}
        <Link to="/console/events/$event" params={{ event: delivery.event }} search={{ tab: "payload" }}>
          the event’s own bytes
        </Link>
        , unchanged.
      </p>
    </>
  );
}
