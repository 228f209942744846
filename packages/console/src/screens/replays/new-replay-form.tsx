import { Button, NativeSelect, TextInput, Textarea } from "@mantine/core";
import type { ReactElement, ReactNode } from "react";
import { useList } from "../../api/use-list.ts";
import { replayWays } from "../../replay-dialog/replay-ways.ts";
import type { ReplayWay } from "../../replay-dialog/replay-ways.ts";
import { MAX_RATE, isComplete, signings } from "./replay-choice.ts";
import type { ReplayChoice } from "./replay-choice.ts";
import classes from "./new-replay-dialog.module.css";

export interface NewReplayFormProps {
  readonly choice: ReplayChoice;
  readonly onChoice: (choice: ReplayChoice) => void;
  readonly count: ReactNode;
  readonly problem: ReactNode;
  readonly canStart: boolean;
  readonly isBusy: boolean;
  readonly onStart: () => void;
  readonly onClose: () => void;
}

/** What is sent, where to, how it is signed, how fast, and why. */
export function NewReplayForm(props: NewReplayFormProps): ReactElement {
  const { choice, onChoice, count, problem, canStart, isBusy, onStart, onClose } = props;
  const endpoints = useList("listEndpoints");
  const isReady = canStart && isComplete(choice);
  return (
    <form
      className={classes["form"]}
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady && !isBusy) onStart();
      }}
    >
      <div className={classes["fields"]}>
        <NativeSelect
          label="What is sent"
          description={replayWays[choice.what].says}
          inputWrapperOrder={["label", "input", "description"]}
          value={choice.what}
          data={Object.entries(replayWays).map(([value, { name }]) => ({ value, label: name }))}
          onChange={(event) => onChoice({ ...choice, what: event.currentTarget.value as ReplayWay })}
        />
        <NativeSelect
          label="To"
          value={choice.to}
          data={[
            { value: "", label: "each endpoint that had it" },
            ...endpoints.rows.map(({ name }) => ({ value: name, label: name })),
          ]}
          onChange={(event) => onChoice({ ...choice, to: event.currentTarget.value })}
        />
        <NativeSelect
          label="Signature"
          description={signings[choice.signing].says}
          inputWrapperOrder={["label", "input", "description"]}
          value={choice.signing}
          data={Object.entries(signings).map(([value, { name }]) => ({ value, label: name }))}
          onChange={(event) =>
            onChoice({ ...choice, signing: event.currentTarget.value as ReplayChoice["signing"] })
          }
        />
        <TextInput
          label="Deliveries per second"
          description={`1 to ${MAX_RATE}, as the receiver can bear.`}
          inputWrapperOrder={["label", "input", "description"]}
          type="number"
          min={1}
          max={MAX_RATE}
          value={choice.ratePerSecond || ""}
          onChange={(event) => onChoice({ ...choice, ratePerSecond: Number(event.currentTarget.value) })}
        />
      </div>
      <Textarea
        label="Reason"
        description="Kept in the audit log with your name."
        autosize
        minRows={2}
        maxLength={500}
        value={choice.reason}
        onChange={(event) => onChoice({ ...choice, reason: event.currentTarget.value })}
      />
      {count}
      {problem}
      <div className={classes["acts"]}>
        <Button variant="default" onClick={onClose}>
          Send nothing
        </Button>
        <Button type="submit" disabled={!isReady} loading={isBusy}>
          Start the replay
        </Button>
      </div>
    </form>
  );
}
