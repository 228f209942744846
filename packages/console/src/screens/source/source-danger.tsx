import { useRouter } from "@tanstack/react-router";
import type { ReactElement } from "react";
import type { Answer } from "../../api/answer-types.ts";
import { useAct } from "../../api/use-act.ts";
import { useNotice } from "../../notices/notices.tsx";
import { DeletePanel } from "../../parts/delete-panel.tsx";
import { FROM_FILE } from "../../secrets/secret-owner.ts";

/** Deletes a source for good. */
export function SourceDanger({ source }: { readonly source: Answer<"getSource"> }): ReactElement {
  const { history } = useRouter();
  const notify = useNotice();
  const remove = useAct("deleteSource", {
    changes: ["listSources"],
    onDone: () => {
      notify({ kind: "good", text: `${source.name} is deleted.` });
      history.push("/console/sources");
    },
  });
  const reasonNotNow = source.managedBy === "file" ? FROM_FILE : undefined;
  return (
    <DeletePanel
      what="source"
      name={source.name}
      route="deleteSource"
      reasonNotNow={reasonNotNow}
      warning="Whoever sends to it is refused from the next request on."
      isBusy={remove.isPending}
      error={remove.error}
      onDelete={() => remove.mutate({ params: { source: source.name } })}
    >
      Its URL answers like an unknown one, and its secrets are wiped. Its events and deliveries stay.
    </DeletePanel>
  );
}
