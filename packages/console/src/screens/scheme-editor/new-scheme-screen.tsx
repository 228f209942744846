import { getRouteApi } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { useState } from "react";
import { useAnswer } from "../../api/use-answer.ts";
import { LoadingDetail } from "../../parts/loading-detail.tsx";
import { Problem } from "../../parts/problem.tsx";
import { Screen } from "../../parts/screen.tsx";
import { copiedDraft, firstDraft } from "./first-draft.ts";
import { ForEditors } from "./for-editors.tsx";
import { SchemeEditor } from "./scheme-editor.tsx";
import { useKeepScheme } from "./use-keep-scheme.ts";

const route = getRouteApi("/console/schemes/new");

/** A scheme of the organization's own, described from a start or from another scheme. */
export function NewSchemeScreen(): ReactElement {
  const { from } = route.useSearch();
  return (
    <Screen title="New scheme">
      <ForEditors>{from === undefined ? <FromNothing /> : <FromScheme key={from} from={from} />}</ForEditors>
    </Screen>
  );
}

function FromNothing(): ReactElement {
  const [start] = useState(() => firstDraft(new Date()));
  const keep = useKeepScheme();
  return (
    <SchemeEditor
      start={start}
      route="createScheme"
      act="Keep the scheme"
      isBusy={keep.isBusy}
      error={keep.error}
      onKeep={keep.create}
    />
  );
}

function FromScheme({ from }: { readonly from: string }): ReactElement {
  const scheme = useAnswer("getScheme", { params: { scheme: from } });
  const keep = useKeepScheme();
  if (scheme.error !== null) return <Problem error={scheme.error} onRetry={() => void scheme.refetch()} />;
  if (scheme.data === undefined) return <LoadingDetail what="scheme" />;
  return (
    <SchemeEditor
      start={copiedDraft(scheme.data)}
      compared={{ definition: scheme.data.definition, name: scheme.data.name }}
      route="createScheme"
      act="Keep the scheme"
      isBusy={keep.isBusy}
      error={keep.error}
      onKeep={keep.create}
    />
  );
}
