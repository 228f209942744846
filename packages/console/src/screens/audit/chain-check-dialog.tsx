import { Button, Textarea } from "@mantine/core";
import { useState } from "react";
import type { ReactElement } from "react";
import type { Answer } from "../../api/answer-types.ts";
import { useAnswer } from "../../api/use-answer.ts";
import { formatCount } from "../../numbers/format-count.ts";
import { CodeBlock } from "../../parts/code-block.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import { Problem } from "../../parts/problem.tsx";
import { Progress } from "../../parts/progress.tsx";
import { StateBadge } from "../../parts/state-badge.tsx";
import { readCheckpoint } from "./read-checkpoint.ts";
import { useChainCheck } from "./use-chain-check.ts";
import classes from "./audit.module.css";

export interface ChainCheckDialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** Computes every hash again, and gives the present end of the log to keep elsewhere. */
export function ChainCheckDialog({ isOpen, onClose }: ChainCheckDialogProps): ReactElement {
  return (
    <Dialog title="Check the audit log" isOpen={isOpen} onClose={onClose} size="wide">
      <ChainCheck />
    </Dialog>
  );
}

function ChainCheck(): ReactElement {
  const [text, setText] = useState("");
  const checkpoint = useAnswer("readAuditCheckpoint");
  const verify = useChainCheck();
  const given = readCheckpoint(text);
  const isWrong = text.trim() !== "" && given === undefined;
  return (
    <form
      className={classes["stack"]}
      onSubmit={(event) => {
        event.preventDefault();
        if (!isWrong && !verify.isPending) verify.mutate(given);
      }}
    >
      <Textarea
        label="An earlier checkpoint"
        description="Without one, entries that were cut off at the end cannot be noticed."
        error={isWrong ? "Not a checkpoint: paste it as it was copied." : undefined}
        autosize
        minRows={2}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {verify.isPending && (
        <>
          <p className={classes["says"]} role="status">
            Every entry is read and its hash computed again. Leaving stops it.
          </p>
          <Progress
            label="Entries checked"
            done={verify.progress.checked}
            // Before the first part has told.
            total={verify.progress.total || (checkpoint.data?.sequence ?? 1)}
          />
        </>
      )}
      {verify.error !== null && <Problem error={verify.error} />}
      {verify.data !== undefined && (
        <Verdict verdict={verify.data} hasCheckpoint={verify.variables !== undefined} />
      )}
      <div className={classes["acts"]}>
        <Button type="submit" disabled={isWrong} loading={verify.isPending}>
          Check every entry
        </Button>
      </div>
      <p className={classes["says"]}>The end of the log now. Keep it somewhere else, for the next check:</p>
      {checkpoint.error !== null && (
        <Problem error={checkpoint.error} onRetry={() => void checkpoint.refetch()} />
      )}
      {checkpoint.data !== undefined && (
        <CodeBlock what="checkpoint" text={JSON.stringify(checkpoint.data)} />
      )}
    </form>
  );
}

const faults = {
  altered: "was edited, replaced or moved",
  missing: "was deleted",
  truncated: "is missing: the log ends before the checkpoint",
} as const;

function Verdict({
  verdict: { isIntact, entries, fault, sequence },
  hasCheckpoint,
}: {
  readonly verdict: Answer<"verifyAudit">;
  readonly hasCheckpoint: boolean;
}): ReactElement {
  return (
    <p className={classes["says"]} role="status">
      {isIntact || fault === null ? (
        <>
          <StateBadge state="verified" word="intact" /> All {formatCount(entries)} entries are as they were
          written{hasCheckpoint ? ", and none is missing since the checkpoint" : ""}.
        </>
      ) : (
        <>
          <StateBadge state="failed" word={fault} /> {formatCount(entries)} entries are as they were written;
          entry {sequence ?? entries + 1} {faults[fault]}.
        </>
      )}
    </p>
  );
}
