import { Button, Textarea } from "@mantine/core";
import { useState } from "react";
import type { ReactElement } from "react";
import { Dialog } from "./dialog.tsx";
import { Problem } from "./problem.tsx";
import classes from "./confirm-dialog.module.css";

/** As the API asks. */
const MIN_CHARACTERS = 4;
const MAX_CHARACTERS = 500;

export interface ReasonDialogProps {
  /** "Reveal the payload". */
  readonly title: string;
  /** The button's words. */
  readonly act: string;
  readonly isBusy: boolean;
  readonly error?: unknown;
  readonly isOpen: boolean;
  readonly onReason: (reason: string) => void;
  readonly onClose: () => void;
}

/** Asks why, before something is shown that has its reader written down. */
export function ReasonDialog(props: ReasonDialogProps): ReactElement {
  const { title, isOpen, onClose } = props;
  return (
    <Dialog title={title} isOpen={isOpen} onClose={onClose}>
      <ReasonForm {...props} />
    </Dialog>
  );
}

function ReasonForm({ act, isBusy, error, onReason, onClose }: ReasonDialogProps): ReactElement {
  const [reason, setReason] = useState("");
  const isLongEnough = reason.trim().length >= MIN_CHARACTERS;
  return (
    <form
      className={classes["form"]}
      onSubmit={(event) => {
        event.preventDefault();
        if (isLongEnough && !isBusy) onReason(reason.trim());
      }}
    >
      <Textarea
        label="Reason"
        description="Your name, the time and this reason go into the audit log before anything is shown."
        placeholder="Ticket 4711: the receiver says that the visit is missing"
        autosize
        minRows={2}
        maxLength={MAX_CHARACTERS}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {error !== undefined && error !== null && <Problem error={error} />}
      <div className={classes["acts"]}>
        <Button variant="default" onClick={onClose}>
          Leave it hidden
        </Button>
        <Button type="submit" disabled={!isLongEnough} loading={isBusy}>
          {act}
        </Button>
      </div>
    </form>
  );
}
