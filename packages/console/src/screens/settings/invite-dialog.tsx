import { NativeSelect, TextInput } from "@mantine/core";
import type { ReactElement } from "react";
import type { Answer } from "../../api/answer-types.ts";
import { useAct } from "../../api/use-act.ts";
import { DialogForm } from "../../forms/dialog-form.tsx";
import type { FormTexts } from "../../forms/read-form.ts";
import { Dialog } from "../../parts/dialog.tsx";
import { readRole, roleChoices } from "./role-choice.ts";

export interface InviteDialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onInvited: (invited: Answer<"createUser">) => void;
}

/** Asks whom to invite, and as what. */
export function InviteDialog(props: InviteDialogProps): ReactElement {
  const { isOpen, onClose } = props;
  return (
    <Dialog title="Invite a person" isOpen={isOpen} onClose={onClose}>
      <InviteForm {...props} />
    </Dialog>
  );
}

function InviteForm({ onClose, onInvited }: InviteDialogProps): ReactElement {
  const create = useAct("createUser", {
    changes: ["listUsers"],
    onDone: (invited) => {
      onClose();
      onInvited(invited);
    },
  });
  const submit = ({ text }: FormTexts): void =>
    create.mutate({ body: { name: text("name"), email: text("email"), role: readRole(text("role")) } });
  return (
    <DialogForm
      act="Invite"
      leave="Invite nobody"
      isBusy={create.isPending}
      error={create.error}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextInput label="Name" name="name" autoComplete="off" required />
      <TextInput label="Email" name="email" type="email" autoComplete="off" required />
      <NativeSelect label="Role" name="role" data={[...roleChoices]} />
    </DialogForm>
  );
}
