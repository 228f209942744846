import { Button, Textarea } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { ReactElement } from "react";
import { useAct } from "../../api/use-act.ts";
import { useNotice } from "../../notices/notices.tsx";
import { formatCount } from "../../numbers/format-count.ts";
import { Dialog } from "../../parts/dialog.tsx";
import { Problem } from "../../parts/problem.tsx";
import { useReplayCount } from "../../replay-dialog/use-replay-count.ts";
import type { ReplayFilter } from "./retry-filter.ts";
import classes from "../../replay-dialog/replay-dialog.module.css";

/** As the API asks. */
const MIN_REASON_CHARACTERS = 4;

export interface RetryDialogProps {
  readonly filter: ReplayFilter;
  /** Which dead letters are meant, in words: "of the 3 chosen deliveries". */
  readonly which: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onDone?: () => void;
}

/** Retries many dead letters as one job, whose size the gateway counts before anything is sent. */
export function RetryDialog(props: RetryDialogProps): ReactElement {
  return (
    <Dialog title="Retry dead letters" isOpen={props.isOpen} onClose={props.onClose}>
      <RetryForm {...props} />
    </Dialog>
  );
}

function RetryForm({ filter, which, onClose, onDone }: RetryDialogProps): ReactElement {
  const [reason, setReason] = useState("");
  const notify = useNotice();
  const asked = { what: "retry_failed", filter } as const;
  const count = useReplayCount(asked);
  const create = useAct("createReplay", {
    changes: ["listReplays", "listDeliveries", "getDelivery"],
    onDone: ({ id }) => {
      notify({
        kind: "good",
        text: "They are tried again.",
        link: (
          <Link to="/console/replays/$replay" params={{ replay: id }}>
            See how far it is
          </Link>
        ),
      });
      onDone?.();
      onClose();
    },
  });
  const isReady = (count.data?.count ?? 0) > 0 && reason.trim().length >= MIN_REASON_CHARACTERS;
  return (
    <form
      className={classes["form"]}
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady && !create.isPending) create.mutate({ body: { ...asked, reason: reason.trim() } });
      }}
    >
      <p className={classes["count"]} role="status">
        {count.data === undefined
          ? count.error === null && "Counting dead letters…"
          : count.data.count === 0
            ? `No dead letter ${which}. What is pending is tried by itself.`
            : `${formatCount(count.data.count)} ${count.data.count === 1 ? "dead letter" : "dead letters"} ${which} will be pending again, each with its whole schedule. Nothing is sent yet.`}
      </p>
      {count.error !== null && <Problem error={count.error} onRetry={() => void count.refetch()} />}
      <Textarea
        label="Reason"
        description="Kept in the audit log with your name."
        placeholder="The receiver is back since 14:00"
        autosize
        minRows={2}
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {create.error !== null && <Problem error={create.error} />}
      <div className={classes["acts"]}>
        <Button variant="default" onClick={onClose}>
          Retry nothing
        </Button>
        <Button type="submit" disabled={!isReady} loading={create.isPending}>
          Retry
        </Button>
      </div>
    </form>
  );
}
