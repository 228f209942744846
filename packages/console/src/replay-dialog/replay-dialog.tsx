import { Button, NativeSelect, Textarea } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { ReactElement } from "react";
import { useAct } from "../api/use-act.ts";
import { useList } from "../api/use-list.ts";
import { useNotice } from "../notices/notices.tsx";
import { Dialog } from "../parts/dialog.tsx";
import { Problem } from "../parts/problem.tsx";
import { replayWays } from "./replay-ways.ts";
import type { ReplayWay } from "./replay-ways.ts";
import { useReplayCount } from "./use-replay-count.ts";
import classes from "./replay-dialog.module.css";

/** As the API asks. */
const MIN_REASON_CHARACTERS = 4;

export interface ReplayDialogProps {
  /** Ids of the events, at most 1,000. */
  readonly events: readonly string[];
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onDone?: () => void;
}

/** Sends chosen events again: how many deliveries that would be is counted by the gateway before anything is sent. */
export function ReplayDialog(props: ReplayDialogProps): ReactElement {
  const { events, isOpen, onClose } = props;
  const title = events.length === 1 ? "Replay this event" : `Replay ${events.length} events`;
  return (
    <Dialog title={title} isOpen={isOpen} onClose={onClose}>
      <ReplayForm {...props} />
    </Dialog>
  );
}

function ReplayForm({ events, onClose, onDone }: ReplayDialogProps): ReactElement {
  const [way, setWay] = useState<ReplayWay>("resend");
  const [to, setTo] = useState("");
  const [reason, setReason] = useState("");
  const notify = useNotice();
  const endpoints = useList("listEndpoints");
  const asked = { what: way, filter: { events: [...events] }, ...(to !== "" && { to }) };
  const count = useReplayCount(asked);
  const create = useAct("createReplay", {
    changes: ["listReplays", "listDeliveries", "getEvent"],
    onDone: ({ id }) => {
      notify({
        kind: "good",
        text: "The replay has begun.",
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
        if (isReady) create.mutate({ body: { ...asked, reason: reason.trim() } });
      }}
    >
      <NativeSelect
        label="What is sent"
        description={replayWays[way].says}
        value={way}
        data={Object.entries(replayWays).map(([value, { name }]) => ({ value, label: name }))}
        onChange={(event) => setWay(event.currentTarget.value as ReplayWay)}
      />
      <NativeSelect
        label="To"
        value={to}
        data={[
          { value: "", label: "each endpoint that had it" },
          ...endpoints.rows.map(({ name }) => ({ value: name, label: name })),
        ]}
        onChange={(event) => setTo(event.currentTarget.value)}
      />
      <Textarea
        label="Reason"
        description="Kept in the audit log with your name."
        autosize
        minRows={2}
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <p className={classes["count"]} role="status">
        {count.data === undefined
          ? count.error === null && "Counting deliveries…"
          : count.data.count === 0
            ? "Nothing would be sent: choose another way or endpoint."
            : `${count.data.count} ${count.data.count === 1 ? "delivery" : "deliveries"} would be made. Nothing is sent yet.`}
      </p>
      {count.error !== null && <Problem error={count.error} onRetry={() => void count.refetch()} />}
      {create.error !== null && <Problem error={create.error} />}
      <div className={classes["acts"]}>
        <Button variant="default" onClick={onClose}>
          Send nothing
        </Button>
        <Button type="submit" disabled={!isReady} loading={create.isPending}>
          Replay
        </Button>
      </div>
    </form>
  );
}
