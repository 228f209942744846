import { useRouter } from "@tanstack/react-router";
import { useState } from "react";
import type { ReactElement } from "react";
import type { Answer } from "../../api/answer-types.ts";
import { useAct } from "../../api/use-act.ts";
import { useNotice } from "../../notices/notices.tsx";
import { ActButton } from "../../parts/act-button.tsx";
import { ConfirmDialog } from "../../parts/confirm-dialog.tsx";
import { Panel } from "../../parts/panel.tsx";
import { FROM_FILE } from "../../secrets/secret-owner.ts";

/** Deletes a source for good. */
export function SourceDanger({ source }: { readonly source: Answer<"getSource"> }): ReactElement {
  const [isAsking, setIsAsking] = useState(false);
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
    <Panel title="Delete this source">
      <p style={{ margin: 0 }}>
        Its URL answers like an unknown one, and its secrets are wiped. Its events and deliveries stay.
      </p>
      <div>
        <ActButton
          route="deleteSource"
          color="red.9"
          reasonNotNow={reasonNotNow}
          onClick={() => setIsAsking(true)}
        >
          Delete…
        </ActButton>
      </div>
      <ConfirmDialog
        title={`Delete ${source.name}`}
        act="Delete the source"
        typedName={source.name}
        isBusy={remove.isPending}
        error={remove.error}
        isOpen={isAsking}
        onConfirm={() => remove.mutate({ params: { source: source.name } })}
        onClose={() => setIsAsking(false)}
      >
        Whoever sends to it is refused from the next request on.
      </ConfirmDialog>
    </Panel>
  );
}
