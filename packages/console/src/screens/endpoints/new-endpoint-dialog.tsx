import { Button, NativeSelect, PasswordInput, TextInput } from "@mantine/core";
import { useState } from "react";
import type { ReactElement, SubmitEvent } from "react";
import { useAct } from "../../api/use-act.ts";
import { useList } from "../../api/use-list.ts";
import { readForm } from "../../entrance/read-form.ts";
import { Dialog } from "../../parts/dialog.tsx";
import { Problem } from "../../parts/problem.tsx";
import classes from "../../parts/confirm-dialog.module.css";
import { NAME_PATTERN, NAME_TITLE } from "../../senders/name-rule.ts";
import { useScheme } from "../../senders/scheme-facts.ts";

/** What receivers verify most easily: there are libraries for it in every language. */
const USUAL_SCHEME = "standard-webhooks";

export interface NewEndpointDialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onMade: (name: string) => void;
}

/** Makes an endpoint with what it cannot be without; all else has defaults, and is in its settings. */
export function NewEndpointDialog(props: NewEndpointDialogProps): ReactElement {
  const { isOpen, onClose } = props;
  return (
    <Dialog title="New endpoint" isOpen={isOpen} onClose={onClose}>
      <NewEndpointForm {...props} />
    </Dialog>
  );
}

function NewEndpointForm({ onClose, onMade }: NewEndpointDialogProps): ReactElement {
  const schemes = useList("listSchemes");
  const [scheme, setScheme] = useState(USUAL_SCHEME);
  const hasCaller = useScheme(scheme)?.caller !== undefined;
  const create = useAct("createEndpoint", { changes: ["listEndpoints"], onDone: ({ name }) => onMade(name) });
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const { text, exact } = readForm(event.currentTarget);
    const apiKey = exact("apiKey");
    const body = { name: text("name"), url: text("url"), scheme, secrets: [exact("secret")] };
    create.mutate({ body: { ...body, ...(apiKey !== "" && { apiKey }) } });
  };
  return (
    <form className={classes["form"]} onSubmit={submit}>
      <TextInput
        label="Name"
        name="name"
        pattern={NAME_PATTERN}
        title={NAME_TITLE}
        autoComplete="off"
        required
        autoFocus
      />
      <TextInput
        label="URL"
        description="Where events are posted to."
        name="url"
        type="url"
        autoComplete="off"
        required
      />
      <NativeSelect
        label="Signed as"
        description="How the receiver verifies that it is this gateway."
        value={scheme}
        data={
          schemes.rows.length === 0
            ? [scheme]
            : schemes.rows.map(({ id, name }) => ({ value: id, label: name }))
        }
        onChange={(event) => setScheme(event.currentTarget.value)}
      />
      <PasswordInput
        label="Secret"
        description="What the receiver verifies with, exactly as it has it."
        name="secret"
        autoComplete="off"
        required
      />
      {hasCaller && (
        <PasswordInput
          label="API key"
          description="What the receiver knows this gateway by."
          name="apiKey"
          autoComplete="off"
          required
        />
      )}
      {create.error !== null && <Problem error={create.error} />}
      <div className={classes["acts"]}>
        <Button variant="default" onClick={onClose}>
          Make none
        </Button>
        <Button type="submit" loading={create.isPending}>
          Make the endpoint
        </Button>
      </div>
    </form>
  );
}
