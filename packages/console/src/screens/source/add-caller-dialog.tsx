import type { ReactElement } from "react";
import { useAct } from "../../api/use-act.ts";
import { DialogForm } from "../../forms/dialog-form.tsx";
import { NameField } from "../../forms/name-field.tsx";
import { SecretField } from "../../forms/secret-field.tsx";
import { useNotice } from "../../notices/notices.tsx";
import { Dialog } from "../../parts/dialog.tsx";

export interface AddCallerDialogProps {
  readonly source: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** Adds who may call a source. Key and secret live in the form alone. */
export function AddCallerDialog(props: AddCallerDialogProps): ReactElement {
  const { source, isOpen, onClose } = props;
  return (
    <Dialog title={`Add a caller to ${source}`} isOpen={isOpen} onClose={onClose}>
      <AddCallerForm {...props} />
    </Dialog>
  );
}

function AddCallerForm({ source, onClose }: AddCallerDialogProps): ReactElement {
  const notify = useNotice();
  const create = useAct("createCaller", {
    changes: ["listCallers"],
    onDone: ({ name }) => {
      notify({ kind: "good", text: `${name} may call from now on.` });
      onClose();
    },
  });
  return (
    <DialogForm
      act="Add the caller"
      leave="Add nobody"
      isBusy={create.isPending}
      error={create.error}
      onSubmit={({ text, exact }) => {
        const body = { name: text("name"), apiKey: exact("apiKey"), secrets: [exact("secret")] };
        create.mutate({ params: { source }, body });
      }}
      onClose={onClose}
    >
      <NameField autoFocus />
      <SecretField label="API key" description="What it sends to say who it is." name="apiKey" />
      <SecretField label="Secret" description="What it signs with, exactly as it is." name="secret" />
    </DialogForm>
  );
}
