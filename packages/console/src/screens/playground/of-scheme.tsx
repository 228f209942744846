import type { ReactElement } from "react";
import { useAnswer } from "../../api/use-answer.ts";
import { LoadingDetail } from "../../parts/loading-detail.tsx";
import { Problem } from "../../parts/problem.tsx";
import { BenchView } from "../../playground/bench-view.tsx";
import type { SchemeData } from "../../senders/scheme-data.ts";
import { SchemeField } from "./scheme-field.tsx";

/** The playground of a scheme by its id. What was typed stays when another one is chosen. */
export function OfScheme({ scheme: id }: { readonly scheme: string }): ReactElement {
  const scheme = useAnswer("getScheme", { params: { scheme: id } }, { isKept: true });
  if (scheme.error !== null) {
    return (
      <>
        <SchemeField shown="" />
        <Problem error={scheme.error} onRetry={() => void scheme.refetch()} />
      </>
    );
  }
  if (scheme.data === undefined) return <LoadingDetail what="scheme" />;
  // The gateway has parsed it before it kept it.
  const data = scheme.data.definition as unknown as SchemeData;
  return (
    <>
      <SchemeField shown={id} />
      <BenchView scheme={{ choice: data.id, data }} />
    </>
  );
}
