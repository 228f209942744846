import { Button, PasswordInput, TextInput } from "@mantine/core";
import type { ReactElement } from "react";
import { useAct } from "../../api/use-act.ts";
import { readForm } from "../../entrance/read-form.ts";
import { useNotice } from "../../notices/notices.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import { Problem } from "../../parts/problem.tsx";
import classes from "../../parts/confirm-dialog.module.css";
import { NAME_PATTERN, NAME_TITLE } from "../../senders/name-rule.ts";

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
    <form
      className={classes["form"]}
      onSubmit={(event) => {
        event.preventDefault();
        const { text, exact } = readForm(event.currentTarget);
        const body = { name: text("name"), apiKey: exact("apiKey"), secrets: [exact("secret")] };
        create.mutate({ params: { source }, body });
      }}
    >
      <TextInput
        label="Name"
        name="name"
        pattern={NAME_PATTERN}
        title={NAME_TITLE}
        autoComplete="off"
        required
        autoFocus
      />
      <PasswordInput
        label="API key"
        description="What it sends to say who it is."
        name="apiKey"
        autoComplete="off"
        required
      />
      <PasswordInput
        label="Secret"
        description="What it signs with, exactly as it is."
        name="secret"
        autoComplete="off"
        required
      />
      {create.error !== null && <Problem error={create.error} />}
      <div className={classes["acts"]}>
        <Button variant="default" onClick={onClose}>
          Add nobody
        </Button>
        <Button type="submit" loading={create.isPending}>
          Add the caller
        </Button>
      </div>
    </form>
  );
}
