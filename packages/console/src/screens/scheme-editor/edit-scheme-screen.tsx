import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import type { ReactElement } from "react";
import type { Answer } from "../../api/answer-types.ts";
import { useAnswer } from "../../api/use-answer.ts";
import { LoadingDetail } from "../../parts/loading-detail.tsx";
import { Problem } from "../../parts/problem.tsx";
import { Screen } from "../../parts/screen.tsx";
import { descriptionText } from "../../schemes/description-text.ts";
import { useSchemeUsers } from "../../schemes/use-scheme-users.ts";
import { FROM_FILE } from "../../secrets/secret-owner.ts";
import { ForEditors } from "./for-editors.tsx";
import { SchemeEditor } from "./scheme-editor.tsx";
import { useKeepScheme } from "./use-keep-scheme.ts";

const route = getRouteApi("/console/schemes/$scheme/edit");

/** Another description in the place of one of the organization's own. */
export function EditSchemeScreen(): ReactElement {
  const { scheme: id } = route.useParams();
  const scheme = useAnswer("getScheme", { params: { scheme: id } });
  return (
    <Screen title={`Edit the scheme ${id}`}>
      {scheme.error !== null ? (
        <Problem error={scheme.error} onRetry={() => void scheme.refetch()} />
      ) : scheme.data === undefined ? (
        <LoadingDetail what="scheme" />
      ) : (
        <ForEditors>
          <Editing key={id} scheme={scheme.data} />
        </ForEditors>
      )}
    </Screen>
  );
}

function Editing({ scheme }: { readonly scheme: Answer<"getScheme"> }): ReactElement {
  // As it was when the editing began: what is typed must stay when somebody else changes it meanwhile.
  const [start] = useState(() => descriptionText(scheme.definition));
  const keep = useKeepScheme();
  const users = useSchemeUsers()?.(scheme.id).filter(({ isWrittenOut }) => !isWrittenOut) ?? [];
  const reasonNotNow =
    scheme.origin === "built_in"
      ? "It is built in: copy it as a new scheme instead."
      : scheme.managedBy === "file"
        ? FROM_FILE
        : undefined;
  return (
    <SchemeEditor
      start={start}
      keptId={scheme.id}
      compared={{ definition: scheme.definition, name: "what is kept now" }}
      users={users}
      route="updateScheme"
      reasonNotNow={reasonNotNow}
      act="Save"
      isBusy={keep.isBusy}
      error={keep.error}
      onKeep={(definition) => keep.update(scheme.id, definition)}
    />
  );
}
