import { Button } from "@mantine/core";
import type { ReactElement } from "react";
import { whyNot } from "../../api/acts.ts";
import { useSession } from "../../api/session.ts";
import { EmptyState } from "../../parts/empty-state.tsx";
import { LoadingDetail } from "../../parts/loading-detail.tsx";
import { Problem } from "../../parts/problem.tsx";
import { TraceView } from "../../trace/trace-view.tsx";
import { ExplanationView } from "../../explanation/explanation-view.tsx";
import { useExplanation, useQuarantinedTrace } from "./use-why.ts";
import classes from "./why-refused.module.css";

/** The cause beside the steps of the verification, both searched for as soon as somebody looks. */
export function WhyRefused({ quarantined }: { readonly quarantined: string }): ReactElement {
  const { role } = useSession();
  const reason = whyNot(role, "explainQuarantined");
  const explanation = useExplanation(quarantined, reason === undefined);
  const trace = useQuarantinedTrace(quarantined, reason === undefined);
  if (reason !== undefined) {
    return (
      <EmptyState icon="lock" title="The cause is not shown to your role">
        {reason} Give them the address of this page: it opens on the cause.
      </EmptyState>
    );
  }
  return (
    <div className={classes["why"]}>
      <section className={classes["part"]} aria-labelledby="cause">
        <div className={classes["head"]}>
          <h2 id="cause" className={classes["title"]}>
            Cause
          </h2>
          <Button
            variant="default"
            loading={explanation.isFetching}
            onClick={() => {
              void explanation.refetch();
              void trace.refetch();
            }}
          >
            Explain again
          </Button>
        </div>
        {explanation.error !== null && (
          <Problem error={explanation.error} onRetry={() => void explanation.refetch()} />
        )}
        {explanation.isPending && <p role="status">Searching for the cause, which takes up to a second…</p>}
        {explanation.data !== undefined && <ExplanationView explanation={explanation.data} />}
      </section>
      <section className={classes["part"]} aria-labelledby="steps">
        <div className={classes["head"]}>
          <h2 id="steps" className={classes["title"]}>
            Verification, step by step
          </h2>
        </div>
        {trace.error !== null && <Problem error={trace.error} onRetry={() => void trace.refetch()} />}
        {trace.isPending && <LoadingDetail what="verification" />}
        {trace.data !== undefined && <TraceView trace={trace.data} />}
      </section>
    </div>
  );
}
