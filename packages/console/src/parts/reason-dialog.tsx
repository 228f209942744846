import { useState } from "react";
import type { ReactElement } from "react";
import { DialogForm } from "../forms/dialog-form.tsx";
import { ReasonField } from "../forms/reason-field.tsx";
import { isReason } from "../forms/reason-rule.ts";
import { Dialog } from "./dialog.tsx";

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
  return (
    <DialogForm
      act={act}
      leave="Leave it hidden"
      isReady={isReason(reason)}
      isBusy={isBusy}
      error={error}
      onSubmit={() => onReason(reason.trim())}
      onClose={onClose}
    >
      <ReasonField
        description="Your name, the time and this reason go into the audit log before anything is shown."
        placeholder="Ticket 4711: the receiver says that the visit is missing"
        value={reason}
        onChange={setReason}
      />
    </DialogForm>
  );
}
