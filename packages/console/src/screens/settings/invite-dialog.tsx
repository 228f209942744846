import { Button, NativeSelect, TextInput } from "@mantine/core";
import type { ReactElement, SubmitEvent } from "react";
import type { Answer } from "../../api/answer-types.ts";
import { useAct } from "../../api/use-act.ts";
import { readForm } from "../../entrance/read-form.ts";
import { Dialog } from "../../parts/dialog.tsx";
import { Problem } from "../../parts/problem.tsx";
import { readRole, roleChoices } from "./role-choice.ts";
import classes from "./settings.module.css";

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
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const { text } = readForm(event.currentTarget);
    create.mutate({ body: { name: text("name"), email: text("email"), role: readRole(text("role")) } });
  };
  return (
    <form className={classes["form"]} onSubmit={submit}>
      <TextInput label="Name" name="name" autoComplete="off" required />
      <TextInput label="Email" name="email" type="email" autoComplete="off" required />
      <NativeSelect label="Role" name="role" data={[...roleChoices]} />
      {create.error !== null && <Problem error={create.error} />}
      <div className={classes["acts"]}>
        <Button variant="default" onClick={onClose}>
          Invite nobody
        </Button>
        <Button type="submit" loading={create.isPending}>
          Invite
        </Button>
      </div>
    </form>
  );
}
