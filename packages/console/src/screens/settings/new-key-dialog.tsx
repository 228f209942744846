import { NativeSelect, TextInput } from "@mantine/core";
import type { ReactElement } from "react";
import type { Answer } from "../../api/answer-types.ts";
import { useAct } from "../../api/use-act.ts";
import { DialogForm } from "../../forms/dialog-form.tsx";
import type { FormTexts } from "../../forms/read-form.ts";
import { Dialog } from "../../parts/dialog.tsx";
import { readRole, roleChoices } from "./role-choice.ts";

const DAY_MS = 86_400_000;

/** For how long a key is good; an empty value is for ever. */
const lifetimes = [
  { value: "90", label: "90 days" },
  { value: "30", label: "30 days" },
  { value: "365", label: "one year" },
  { value: "", label: "until it is revoked" },
];

export interface NewKeyDialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onMade: (made: Answer<"createApiKey">) => void;
}

/** Asks what the key is for, what it may do, and for how long. */
export function NewKeyDialog(props: NewKeyDialogProps): ReactElement {
  const { isOpen, onClose } = props;
  return (
    <Dialog title="New API key" isOpen={isOpen} onClose={onClose}>
      <NewKeyForm {...props} />
    </Dialog>
  );
}

function NewKeyForm({ onClose, onMade }: NewKeyDialogProps): ReactElement {
  const create = useAct("createApiKey", {
    changes: ["listApiKeys"],
    onDone: (made) => {
      onClose();
      onMade(made);
    },
  });
  const submit = ({ text }: FormTexts): void => {
    const days = Number(text("days"));
    const expiresAt = days === 0 ? {} : { expiresAt: new Date(Date.now() + days * DAY_MS).toISOString() };
    create.mutate({ body: { name: text("name"), role: readRole(text("role")), ...expiresAt } });
  };
  return (
    <DialogForm
      act="Make the key"
      leave="Make none"
      isBusy={create.isPending}
      error={create.error}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextInput label="What it is for" name="name" placeholder="deploy bot" autoComplete="off" required />
      <NativeSelect label="Role" name="role" data={[...roleChoices]} />
      <NativeSelect label="Good for" name="days" data={lifetimes} />
    </DialogForm>
  );
}
