import { Button, TextInput, Textarea } from "@mantine/core";
import { useState } from "react";
import type { ReactElement } from "react";
import type { Item } from "../../api/answer-types.ts";
import { useAct } from "../../api/use-act.ts";
import { useList } from "../../api/use-list.ts";
import { DialogForm } from "../../forms/dialog-form.tsx";
import type { FormTexts } from "../../forms/read-form.ts";
import { MAX_REASON_CHARACTERS, MIN_REASON_CHARACTERS } from "../../forms/reason-rule.ts";
import { ActButton } from "../../parts/act-button.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import { Panel } from "../../parts/panel.tsx";
import { Problem } from "../../parts/problem.tsx";
import { ReasonDialog } from "../../parts/reason-dialog.tsx";
import { Timestamp } from "../../parts/timestamp.tsx";
import classes from "./settings.module.css";

type LegalHold = Item<"listLegalHolds">;

/** What may not be deleted, however old it is. */
export function LegalHolds(): ReactElement {
  const holds = useList("listLegalHolds");
  const [isMaking, setIsMaking] = useState(false);
  const [releasing, setReleasing] = useState<string>();
  const release = useAct("releaseLegalHold", {
    changes: ["listLegalHolds"],
    onDone: () => setReleasing(undefined),
  });
  return (
    <Panel
      title="Legal holds"
      acts={
        <ActButton route="createLegalHold" onClick={() => setIsMaking(true)}>
          New hold…
        </ActButton>
      }
    >
      {holds.error !== null && <Problem error={holds.error} onRetry={holds.reload} />}
      {holds.rows.length === 0 && !holds.isLoading && (
        <p className={classes["says"]}>None: everything is deleted when its time is over.</p>
      )}
      <div className={classes["settings"]}>
        {holds.rows.map((hold) => (
          <div key={hold.id} className={classes["setting"]}>
            <strong>{scopeText(hold.scope)}</strong>
            <span>
              {hold.reason}
              <br />
              <span className={classes["quiet"]}>
                since <Timestamp at={hold.createdAt} />
              </span>
            </span>
            {hold.releasedAt === null ? (
              <ActButton route="releaseLegalHold" onClick={() => setReleasing(hold.id)}>
                Release…
              </ActButton>
            ) : (
              <span className={classes["quiet"]}>
                released <Timestamp at={hold.releasedAt} />
              </span>
            )}
          </div>
        ))}
      </div>
      {holds.hasMore && (
        <Button variant="default" loading={holds.isLoadingMore} onClick={holds.loadMore}>
          Older holds
        </Button>
      )}
      <Dialog title="New legal hold" isOpen={isMaking} onClose={() => setIsMaking(false)}>
        <HoldForm onClose={() => setIsMaking(false)} />
      </Dialog>
      <ReasonDialog
        title="Release the hold: what is too old is deleted within the hour"
        act="Release"
        leave="Go on holding"
        isBusy={release.isPending}
        error={release.error}
        isOpen={releasing !== undefined}
        onReason={(reason) => release.mutate({ params: { legalHold: releasing ?? "" }, body: { reason } })}
        onClose={() => setReleasing(undefined)}
      />
    </Panel>
  );
}

function HoldForm({ onClose }: { readonly onClose: () => void }): ReactElement {
  const create = useAct("createLegalHold", { changes: ["listLegalHolds"], onDone: onClose });
  const submit = ({ text }: FormTexts): void => {
    const source = text("source");
    const scope = source === "" ? { organization: true as const } : { source };
    create.mutate({ body: { scope, reason: text("reason") } });
  };
  return (
    <DialogForm
      act="Hold"
      leave="Hold nothing"
      isBusy={create.isPending}
      error={create.error}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextInput
        label="Source"
        description="Empty: everything of the organization."
        name="source"
        autoComplete="off"
      />
      <Textarea
        label="Reason"
        name="reason"
        autosize
        minRows={2}
        minLength={MIN_REASON_CHARACTERS}
        maxLength={MAX_REASON_CHARACTERS}
        required
      />
    </DialogForm>
  );
}

function scopeText(scope: LegalHold["scope"]): string {
  if ("source" in scope) return `Source ${scope.source}`;
  return "event" in scope ? `Event ${scope.event}` : "Everything";
}
