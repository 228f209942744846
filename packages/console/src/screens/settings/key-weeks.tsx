import { useState } from "react";
import type { ReactElement } from "react";
import { useAct } from "../../api/use-act.ts";
import { useAnswer } from "../../api/use-answer.ts";
import { ReasonField } from "../../forms/reason-field.tsx";
import { isReason } from "../../forms/reason-rule.ts";
import { useNotice } from "../../notices/notices.tsx";
import { ActButton } from "../../parts/act-button.tsx";
import { ConfirmDialog } from "../../parts/confirm-dialog.tsx";
import { Panel } from "../../parts/panel.tsx";
import { Problem } from "../../parts/problem.tsx";
import { Timestamp } from "../../parts/timestamp.tsx";
import classes from "./settings.module.css";

/** The weeks whose payloads can be destroyed at once, in backups too, by destroying their keys. */
export function KeyWeeks(): ReactElement {
  const weeks = useAnswer("listKeyWeeks");
  const [shredding, setShredding] = useState<string>();
  return (
    <Panel title="Payload keys by week">
      {weeks.error !== null && <Problem error={weeks.error} onRetry={() => void weeks.refetch()} />}
      {weeks.data?.items.length === 0 && (
        <p className={classes["says"]}>None yet: the first payload makes the first key.</p>
      )}
      <div className={classes["settings"]}>
        {weeks.data?.items.map(({ week, keys, destroyedAt }) => (
          <div key={week} className={classes["setting"]}>
            <strong>Week of {week}</strong>
            <span>
              {keys} {keys === 1 ? "key" : "keys"}
            </span>
            {destroyedAt === null ? (
              <ActButton route="shredKeyWeek" onClick={() => setShredding(week)}>
                Shred…
              </ActButton>
            ) : (
              <span className={classes["quiet"]}>
                destroyed <Timestamp at={destroyedAt} />
              </span>
            )}
          </div>
        ))}
      </div>
      <ShredDialog key={shredding} week={shredding} onClose={() => setShredding(undefined)} />
    </Panel>
  );
}

function ShredDialog({
  week = "",
  onClose,
}: {
  readonly week: string | undefined;
  readonly onClose: () => void;
}): ReactElement {
  const [reason, setReason] = useState("");
  const notify = useNotice();
  const shred = useAct("shredKeyWeek", {
    changes: ["listKeyWeeks", "getEvent", "listEvents"],
    onDone: () => {
      notify({ kind: "good", text: `The keys of the week of ${week} are destroyed.` });
      onClose();
    },
  });
  return (
    <ConfirmDialog
      title={`Shred the week of ${week}`}
      act="Destroy the keys"
      typedName={week}
      canConfirm={isReason(reason)}
      isBusy={shred.isPending}
      error={shred.error}
      isOpen={week !== ""}
      onConfirm={() => shred.mutate({ params: { week }, body: { reason: reason.trim() } })}
      onClose={onClose}
    >
      <p className={classes["says"]}>
        Payloads, answers and refused requests of that week can never be read again, in no backup either.
      </p>
      <ReasonField value={reason} onChange={setReason} />
    </ConfirmDialog>
  );
}
