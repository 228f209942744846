import { NativeSelect } from "@mantine/core";
import { useState } from "react";
import type { ReactElement } from "react";
import { useList } from "../api/use-list.ts";
import { formatCount } from "../numbers/format-count.ts";
import { Dialog } from "../parts/dialog.tsx";
import { ReplayForm } from "./replay-form.tsx";
import { replayWays } from "./replay-ways.ts";
import type { ReplayWay } from "./replay-ways.ts";

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
  const title = events.length === 1 ? "Replay this event" : `Replay ${formatCount(events.length)} events`;
  return (
    <Dialog title={title} isOpen={isOpen} onClose={onClose}>
      <ReplayChosen {...props} />
    </Dialog>
  );
}

function ReplayChosen({ events, onClose, onDone }: ReplayDialogProps): ReactElement {
  const [way, setWay] = useState<ReplayWay>("resend");
  const [to, setTo] = useState("");
  const endpoints = useList("listEndpoints");
  return (
    <ReplayForm
      asked={{ what: way, filter: { events: [...events] }, ...(to !== "" && { to }) }}
      what="deliveries"
      says={countWords}
      act="Replay"
      leave="Send nothing"
      begun="The replay has begun."
      onDone={onDone}
      onClose={onClose}
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
    </ReplayForm>
  );
}

function countWords(count: number): string {
  if (count === 0) return "Nothing would be sent: choose another way or endpoint.";
  return `${formatCount(count)} ${count === 1 ? "delivery" : "deliveries"} would be made. Nothing is sent yet.`;
}
