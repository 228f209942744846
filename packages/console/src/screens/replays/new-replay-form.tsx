import { NativeSelect, TextInput } from "@mantine/core";
import type { ReactElement, ReactNode } from "react";
import { useList } from "../../api/use-list.ts";
import { DialogForm } from "../../forms/dialog-form.tsx";
import { ReasonField } from "../../forms/reason-field.tsx";
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
  return (
    <DialogForm
      act="Start the replay"
      leave="Send nothing"
      isReady={canStart && isComplete(choice)}
      isBusy={isBusy}
      onSubmit={onStart}
      onClose={onClose}
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
      <ReasonField value={choice.reason} onChange={(reason) => onChoice({ ...choice, reason })} />
      {count}
      {problem}
    </DialogForm>
  );
}
