import { useState } from "react";
import type { ReactElement } from "react";
import { useAct } from "../../api/use-act.ts";
import { useAnswer } from "../../api/use-answer.ts";
import { ActButton } from "../../parts/act-button.tsx";
import { ConfirmDialog } from "../../parts/confirm-dialog.tsx";
import { Facts } from "../../parts/facts.tsx";
import { LoadingDetail } from "../../parts/loading-detail.tsx";
import { Panel } from "../../parts/panel.tsx";
import { Problem } from "../../parts/problem.tsx";
import { StateBadge } from "../../parts/state-badge.tsx";
import classes from "./settings.module.css";

/** Often enough to see a rotation go on: it wraps some ten thousand keys a second. */
const EVERY_MS = 1000;

const states = {
  in_force: { state: "active", word: "in force" },
  rotating: { state: "running", word: "rotating" },
  interrupted: { state: "paused", word: "interrupted" },
} as const;

/** The key that wraps all others, and its rotation. */
export function MasterKey(): ReactElement {
  const [isAsking, setIsAsking] = useState(false);
  const key = useAnswer("getMasterKey", {}, { everyMs: EVERY_MS });
  const rotate = useAct("rotateMasterKey", {
    changes: ["getMasterKey"],
    onDone: () => setIsAsking(false),
  });
  if (key.error !== null) return <Problem error={key.error} onRetry={() => void key.refetch()} />;
  if (key.data === undefined) return <LoadingDetail what="master key" />;
  const { fingerprint, nextFingerprint, state, isInFile, progress } = key.data;
  return (
    <Panel
      title="Master key"
      acts={
        <ActButton
          route="rotateMasterKey"
          reasonNotNow={state === "rotating" ? "A rotation is under way." : undefined}
          onClick={() => setIsAsking(true)}
        >
          {state === "interrupted" ? "Go on rotating…" : "Rotate…"}
        </ActButton>
      }
    >
      <Facts
        facts={[
          { name: "State", value: <StateBadge {...states[state]} /> },
          { name: "Fingerprint", value: <code>{fingerprint}</code> },
          ...(nextFingerprint === null
            ? []
            : [{ name: "Next fingerprint", value: <code>{nextFingerprint}</code> }]),
          {
            name: "At the next start",
            value: isInFile ? "found in its file" : "has to be given, the new one after a rotation",
          },
        ]}
      />
      {progress !== null && (
        <p role="status" className={classes["says"]}>
          <progress aria-label="Keys wrapped anew" value={progress} /> {Math.floor(progress * 100)} % of the
          keys are wrapped anew. Receiving and delivering go on.
        </p>
      )}
      <ConfirmDialog
        title="Rotate the master key"
        act="Rotate"
        isBusy={rotate.isPending}
        error={rotate.error}
        isOpen={isAsking}
        onConfirm={() => rotate.mutate({})}
        onClose={() => setIsAsking(false)}
      >
        Wraps every key of this gateway under a new master key. Backups made before need the old one.
      </ConfirmDialog>
    </Panel>
  );
}
