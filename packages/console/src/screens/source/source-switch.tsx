import { useState } from "react";
import type { ReactElement } from "react";
import type { Answer } from "../../api/answer-types.ts";
import { useAct } from "../../api/use-act.ts";
import { useNotice } from "../../notices/notices.tsx";
import { useFailureNotice } from "../../notices/use-failure-notice.ts";
import { ActButton } from "../../parts/act-button.tsx";
import { ConfirmDialog } from "../../parts/confirm-dialog.tsx";
import { FROM_FILE } from "../../secrets/secret-owner.ts";

const CHANGES = ["getSource", "listSources", "listAttention"] as const;

/** Pauses a source, or lets it receive again. */
export function SourceSwitch({ source }: { readonly source: Answer<"getSource"> }): ReactElement {
  const [isAsking, setIsAsking] = useState(false);
  const notify = useNotice();
  const onError = useFailureNotice();
  const enable = useAct("enableSource", {
    changes: CHANGES,
    onDone: () => notify({ kind: "good", text: "The source receives again." }),
  });
  const disable = useAct("disableSource", {
    changes: CHANGES,
    onDone: () => {
      setIsAsking(false);
      notify({ kind: "good", text: "The source is paused." });
    },
  });
  const params = { source: source.name };
  const reasonNotNow = source.managedBy === "file" ? FROM_FILE : undefined;
  if (source.state === "paused") {
    return (
      <ActButton
        route="enableSource"
        reasonNotNow={reasonNotNow}
        loading={enable.isPending}
        onClick={() => enable.mutate({ params }, { onError })}
      >
        Enable
      </ActButton>
    );
  }
  return (
    <>
      <ActButton route="disableSource" reasonNotNow={reasonNotNow} onClick={() => setIsAsking(true)}>
        Pause…
      </ActButton>
      <ConfirmDialog
        title={`Pause ${source.name}`}
        act="Pause the source"
        isBusy={disable.isPending}
        error={disable.error}
        isOpen={isAsking}
        onConfirm={() => disable.mutate({ params })}
        onClose={() => setIsAsking(false)}
      >
        Its next request is refused like that of an unknown source. What was accepted goes on.
      </ConfirmDialog>
    </>
  );
}
