import { TextInput } from "@mantine/core";
import { useState } from "react";
import type { ReactElement, ReactNode } from "react";
import { DialogForm } from "../forms/dialog-form.tsx";
import { Dialog } from "./dialog.tsx";

export interface ConfirmDialogProps {
  readonly title: string;
  /** What will happen, and to how many: the preview. */
  readonly children: ReactNode;
  /** The button's words: "Delete source". */
  readonly act: string;
  /** What must be typed, for what cannot be undone: the resource's name. */
  readonly typedName?: string;
  /** False while the preview is not there, or there is nothing to do. Default true. */
  readonly canConfirm?: boolean;
  readonly isBusy: boolean;
  readonly error?: unknown;
  readonly isOpen: boolean;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** Asks before something that others will feel. */
export function ConfirmDialog(props: ConfirmDialogProps): ReactElement {
  const { title, isOpen, onClose } = props;
  return (
    <Dialog title={title} isOpen={isOpen} onClose={onClose}>
      <ConfirmForm {...props} />
    </Dialog>
  );
}

function ConfirmForm(props: ConfirmDialogProps): ReactElement {
  const { act, typedName, canConfirm = true, isBusy, error, onConfirm, onClose, children } = props;
  const [typed, setTyped] = useState("");
  const isNamed = typedName === undefined || typed === typedName;
  return (
    <DialogForm
      act={act}
      leave="Keep as it is"
      isReady={isNamed && canConfirm}
      isDanger={typedName !== undefined}
      isBusy={isBusy}
      error={error}
      onSubmit={onConfirm}
      onClose={onClose}
    >
      <div>{children}</div>
      {typedName !== undefined && (
        <TextInput
          label={
            <>
              This cannot be undone. Type <code>{typedName}</code> to go on
            </>
          }
          value={typed}
          autoComplete="off"
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      )}
    </DialogForm>
  );
}
