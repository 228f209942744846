import { NativeSelect, TextInput } from "@mantine/core";
import { useState } from "react";
import type { ReactElement } from "react";
import { useAct } from "../../api/use-act.ts";
import { useList } from "../../api/use-list.ts";
import { DialogForm } from "../../forms/dialog-form.tsx";
import { NameField } from "../../forms/name-field.tsx";
import type { FormTexts } from "../../forms/read-form.ts";
import { SecretField } from "../../forms/secret-field.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import { useScheme } from "../../senders/use-scheme.ts";
import { USUAL_SCHEME } from "../../senders/usual-scheme.ts";

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
  const submit = ({ text, exact }: FormTexts): void => {
    const apiKey = exact("apiKey");
    const body = { name: text("name"), url: text("url"), scheme, secrets: [exact("secret")] };
    create.mutate({ body: { ...body, ...(apiKey !== "" && { apiKey }) } });
  };
  return (
    <DialogForm
      act="Make the endpoint"
      leave="Make none"
      isBusy={create.isPending}
      error={create.error}
      onSubmit={submit}
      onClose={onClose}
    >
      <NameField autoFocus />
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
      <SecretField
        label="Secret"
        description="What the receiver verifies with, exactly as it has it."
        name="secret"
      />
      {hasCaller && (
        <SecretField label="API key" description="What the receiver knows this gateway by." name="apiKey" />
      )}
    </DialogForm>
  );
}
