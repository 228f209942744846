import { useRouter } from "@tanstack/react-router";
import { useState } from "react";
import type { ReactElement } from "react";
import type { Answer } from "../../api/answer-types.ts";
import { useAct } from "../../api/use-act.ts";
import { useNotice } from "../../notices/notices.tsx";
import { ActButton } from "../../parts/act-button.tsx";
import { ConfirmDialog } from "../../parts/confirm-dialog.tsx";
import { Panel } from "../../parts/panel.tsx";
import type { SchemeUser } from "../../schemes/use-scheme-users.ts";
import { FROM_FILE } from "../../secrets/secret-owner.ts";

export interface SchemeDangerProps {
  readonly scheme: Answer<"getScheme">;
  readonly users: readonly SchemeUser[] | undefined;
}

/** Deletes a scheme of the organization's own that nobody names. */
export function SchemeDanger({ scheme, users = [] }: SchemeDangerProps): ReactElement {
  const { id, managedBy, state } = scheme;
  const [isAsking, setIsAsking] = useState(false);
  const { history } = useRouter();
  const notify = useNotice();
  const remove = useAct("deleteScheme", {
    changes: ["listSchemes"],
    onDone: () => {
      notify({ kind: "good", text: `The scheme ${id} is deleted.` });
      history.push("/console/schemes");
    },
  });
  const isNamed = users.some(({ isWrittenOut }) => !isWrittenOut);
  const reasonNotNow =
    managedBy === "file" && state !== "removed"
      ? FROM_FILE
      : isNamed
        ? "Sources or endpoints name it: give them another scheme first."
        : undefined;
  return (
    <Panel title="Delete this scheme">
      <p style={{ margin: 0 }}>Only a scheme that no source and no endpoint names can be deleted.</p>
      <div>
        <ActButton
          route="deleteScheme"
          color="red.9"
          reasonNotNow={reasonNotNow}
          onClick={() => setIsAsking(true)}
        >
          Delete…
        </ActButton>
      </div>
      <ConfirmDialog
        title={`Delete ${id}`}
        act="Delete the scheme"
        typedName={id}
        isBusy={remove.isPending}
        error={remove.error}
        isOpen={isAsking}
        onConfirm={() => remove.mutate({ params: { scheme: id } })}
        onClose={() => setIsAsking(false)}
      >
        Its description is gone then; copy it before, if it may be needed again.
      </ConfirmDialog>
    </Panel>
  );
}
