import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { whyNot } from "../../api/acts.ts";
import { client } from "../../api/client.ts";
import { useSession } from "../../api/session.ts";
import { answerKey } from "../../api/use-answer.ts";
import { EmptyState } from "../../parts/empty-state.tsx";
import { LoadingDetail } from "../../parts/loading-detail.tsx";
import { Panel } from "../../parts/panel.tsx";
import { Problem } from "../../parts/problem.tsx";
import { SchemeCases } from "../../schemes/scheme-cases.tsx";

/** Whether a scheme holds what it promises, tried anew by the gateway as soon as somebody looks. */
export function SchemeTests({ scheme }: { readonly scheme: string }): ReactElement {
  const { role } = useSession();
  const reason = whyNot(role, "testScheme");
  const test = useQuery({
    queryKey: answerKey("testScheme", scheme),
    queryFn: ({ signal }) => client.call("testScheme", { params: { scheme }, signal }),
    enabled: reason === undefined,
    refetchOnWindowFocus: false,
  });
  if (reason !== undefined) {
    return (
      <EmptyState icon="lock" title="Your role runs no tests">
        {reason}
      </EmptyState>
    );
  }
  return (
    <Panel
      title="Requests with known verdicts"
      acts={
        <Button variant="default" loading={test.isFetching} onClick={() => void test.refetch()}>
          Run again
        </Button>
      }
    >
      {test.error !== null && <Problem error={test.error} onRetry={() => void test.refetch()} />}
      {test.isPending && <LoadingDetail what="test" />}
      {test.data !== undefined && <SchemeCases cases={test.data.cases} />}
    </Panel>
  );
}
