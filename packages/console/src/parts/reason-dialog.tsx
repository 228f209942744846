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
  /** The words of the button that leaves it as it is. */
  readonly leave: string;
  /** What becomes of the reason. Default: that it is kept in the audit log. */
  readonly description?: string;
  readonly isBusy: boolean;
  readonly error?: unknown;
  readonly isOpen: boolean;
  readonly onReason: (reason: string) => void;
  readonly onClose: () => void;
}

/** Asks why, before something is done that the audit log has a reason for. */
export function ReasonDialog(props: ReasonDialogProps): ReactElement {
  const { title, isOpen, onClose } = props;
  return (
    <Dialog title={title} isOpen={isOpen} onClose={onClose}>
      <ReasonForm {...props} />
    </Dialog>
  );
}

function ReasonForm(props: ReasonDialogProps): ReactElement {
  const { act, leave, description, isBusy, error, onReason, onClose } = props;
  const [reason, setReason] = useState("");
  return (
    <DialogForm
      act={act}
      leave={leave}
      isReady={isReason(reason)}
      isBusy={isBusy}
      error={error}
      onSubmit={() => onReason(reason.trim())}
      onClose={onClose}
    >
      <ReasonField
        {...(description !== undefined && { description })}
        placeholder="Ticket 4711: the receiver says that the visit is missing"
        value={reason}
        onChange={setReason}
      />
    </DialogForm>
  );
}
