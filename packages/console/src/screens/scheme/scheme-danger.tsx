import { useRouter } from "@tanstack/react-router";
import type { ReactElement } from "react";
import type { Answer } from "../../api/answer-types.ts";
import { useAct } from "../../api/use-act.ts";
import { useNotice } from "../../notices/notices.tsx";
import { DeletePanel } from "../../parts/delete-panel.tsx";
import type { SchemeUser } from "../../schemes/use-scheme-users.ts";
import { FROM_FILE } from "../../secrets/secret-owner.ts";

export interface SchemeDangerProps {
  readonly scheme: Answer<"getScheme">;
  readonly users: readonly SchemeUser[] | undefined;
}

/** Deletes a scheme of the organization's own that nobody names. */
export function SchemeDanger({ scheme, users = [] }: SchemeDangerProps): ReactElement {
  const { id, managedBy, state } = scheme;
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
    <DeletePanel
      what="scheme"
      name={id}
      route="deleteScheme"
      reasonNotNow={reasonNotNow}
      warning="Its description is gone then; copy it before, if it may be needed again."
      isBusy={remove.isPending}
      error={remove.error}
      onDelete={() => remove.mutate({ params: { scheme: id } })}
    >
      Only a scheme that no source and no endpoint names can be deleted.
    </DeletePanel>
  );
}
