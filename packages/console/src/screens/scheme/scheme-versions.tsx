import { NativeSelect } from "@mantine/core";
import { getRouteApi } from "@tanstack/react-router";
import type { ReactElement } from "react";
import type { Answer } from "../../api/answer-types.ts";
import { useAnswer } from "../../api/use-answer.ts";
import { EmptyState } from "../../parts/empty-state.tsx";
import { LoadingDetail } from "../../parts/loading-detail.tsx";
import { Panel } from "../../parts/panel.tsx";
import { Problem } from "../../parts/problem.tsx";
import { SchemeDifferences } from "../../schemes/scheme-differences.tsx";
import { formatUtc } from "../../times/format-times.ts";
import classes from "./scheme-versions.module.css";

const route = getRouteApi("/console/schemes/$scheme");

type Version = Answer<"listSchemeVersions">["items"][number];

/** Where any two kept versions of a scheme differ; at first the newest and the one before it. */
export function SchemeVersions({ scheme }: { readonly scheme: string }): ReactElement {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const kept = useAnswer("listSchemeVersions", { params: { scheme } });
  if (kept.error !== null) return <Problem error={kept.error} onRetry={() => void kept.refetch()} />;
  if (kept.data === undefined) return <LoadingDetail what="versions" />;
  const { items } = kept.data;
  const after = items.find(({ version }) => version === search.after) ?? items[0];
  const before = items.find(({ version }) => version === search.before) ?? items[1];
  if (after === undefined || before === undefined) {
    return (
      <EmptyState icon="schemes" title="There is nothing to compare yet">
        Each version that is written here or through the API is kept with the audit log. Those of the
        configuration file are kept where the file is.
      </EmptyState>
    );
  }
  const choose = (chosen: { readonly before?: number; readonly after?: number }): void =>
    void navigate({ search: { ...search, ...chosen }, replace: true });
  return (
    <Panel title="Differences between versions">
      <div className={classes["choice"]}>
        <NativeSelect
          label="Before"
          value={String(before.version)}
          data={items.map(choiceOf)}
          onChange={(event) => choose({ before: Number(event.currentTarget.value) })}
        />
        <NativeSelect
          label="After"
          value={String(after.version)}
          data={items.map(choiceOf)}
          onChange={(event) => choose({ after: Number(event.currentTarget.value) })}
        />
      </div>
      <SchemeDifferences
        before={before.definition}
        after={after.definition}
        afterName="After"
        whenAlike="They are alike."
      />
    </Panel>
  );
}

function choiceOf({ version, at }: Version): { readonly value: string; readonly label: string } {
  return { value: String(version), label: `Version ${version}, ${formatUtc(new Date(at))}` };
}
