import { useState } from "react";
import type { ReactElement } from "react";
import type { Answer, Item } from "../../api/answer-types.ts";
import { useAct } from "../../api/use-act.ts";
import { useList } from "../../api/use-list.ts";
import { useFailureNotice } from "../../notices/use-failure-notice.ts";
import { ActButton } from "../../parts/act-button.tsx";
import { ConfirmDialog } from "../../parts/confirm-dialog.tsx";
import { EmptyState } from "../../parts/empty-state.tsx";
import { Panel } from "../../parts/panel.tsx";
import { Problem } from "../../parts/problem.tsx";
import { StateBadge } from "../../parts/state-badge.tsx";
import { FROM_FILE } from "../../secrets/secret-owner.ts";
import { SecretsPanel } from "../../secrets/secrets-panel.tsx";
import { AddCallerDialog } from "./add-caller-dialog.tsx";

/** Who the API keys of a source name, each with its secrets. */
export function SourceCallers({ source }: { readonly source: Answer<"getSource"> }): ReactElement {
  const callers = useList("listCallers", { params: { source: source.name } });
  const [isAdding, setIsAdding] = useState(false);
  const reasonNotNow = source.managedBy === "file" ? FROM_FILE : undefined;
  if (callers.error !== null) return <Problem error={callers.error} onRetry={callers.reload} />;
  return (
    <>
      <div>
        <ActButton route="createCaller" reasonNotNow={reasonNotNow} onClick={() => setIsAdding(true)}>
          Add a caller…
        </ActButton>
      </div>
      {callers.rows.map((caller) => (
        <CallerPart key={caller.name} caller={caller} />
      ))}
      {callers.hasMore && (
        <div>
          <ActButton route="listCallers" loading={callers.isLoadingMore} onClick={callers.loadMore}>
            Show more callers
          </ActButton>
        </div>
      )}
      {!callers.isLoading && callers.rows.length === 0 && (
        <EmptyState icon="person" title="No callers">
          Each caller has an API key that names it, and secrets of its own. Without one every request is
          refused.
        </EmptyState>
      )}
      <AddCallerDialog source={source.name} isOpen={isAdding} onClose={() => setIsAdding(false)} />
    </>
  );
}

function CallerPart({ caller }: { readonly caller: Item<"listCallers"> }): ReactElement {
  const { name, source, state } = caller;
  const params = { source, caller: name };
  const isFromFile = caller.managedBy === "file";
  const reasonNotNow = isFromFile ? FROM_FILE : undefined;
  const [isDeleting, setIsDeleting] = useState(false);
  const changes = ["listCallers"] as const;
  const onError = useFailureNotice();
  const enable = useAct("enableCaller", { changes });
  const disable = useAct("disableCaller", { changes });
  const remove = useAct("deleteCaller", { changes, onDone: () => setIsDeleting(false) });
  return (
    <Panel
      title={name}
      acts={
        <span style={{ display: "inline-flex", gap: 6, alignItems: "center", flexWrap: "wrap" }}>
          <StateBadge state={state} />
          {state === "paused" ? (
            <ActButton
              route="enableCaller"
              reasonNotNow={reasonNotNow}
              loading={enable.isPending}
              onClick={() => enable.mutate({ params }, { onError })}
            >
              Enable
            </ActButton>
          ) : (
            <ActButton
              route="disableCaller"
              reasonNotNow={reasonNotNow}
              loading={disable.isPending}
              onClick={() => disable.mutate({ params }, { onError })}
            >
              Pause
            </ActButton>
          )}
          <ActButton route="deleteCaller" reasonNotNow={reasonNotNow} onClick={() => setIsDeleting(true)}>
            Remove…
          </ActButton>
        </span>
      }
    >
      <SecretsPanel owner={{ kind: "caller", name, params, isFromFile }} />
      <ConfirmDialog
        title={`Remove ${name}`}
        act="Remove the caller"
        typedName={name}
        isBusy={remove.isPending}
        error={remove.error}
        isOpen={isDeleting}
        onConfirm={() => remove.mutate({ params })}
        onClose={() => setIsDeleting(false)}
      >
        Its API key and secrets are wiped: its next request is refused. Its events stay.
      </ConfirmDialog>
    </Panel>
  );
}
