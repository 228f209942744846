import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import type { ReactElement, SubmitEvent } from "react";
import { useAct } from "../../api/use-act.ts";
import { EntrancePage } from "../../entrance/entrance-page.tsx";
import { NewPasswordFields } from "../../entrance/new-password-fields.tsx";
import { passwordFault } from "../../entrance/password-rule.ts";
import { readForm } from "../../forms/read-form.ts";
import { useEntry } from "../../entrance/use-entry.ts";
import { useFragmentCode } from "../../entrance/use-fragment-code.ts";
import { Problem } from "../../parts/problem.tsx";

/** Where an invitation leads: its reader chooses a password, which nobody else ever knows, and is in. */
export function WelcomeScreen(): ReactElement {
  const code = useFragmentCode();
  const [fault, setFault] = useState<string>();
  const accept = useAct("acceptInvitation", { onDone: useEntry() });
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const { text, exact } = readForm(event.currentTarget);
    const password = exact("password");
    const found = passwordFault(password, exact("repeated"));
    setFault(found);
    if (found === undefined) accept.mutate({ body: { code: text("code"), password } });
  };
  return (
    <EntrancePage
      title="Welcome"
      introduction="Choose the password that you will sign in with. The invitation is good once, for 72 hours."
    >
      <form onSubmit={submit}>
        <TextInput
          size="sm"
          label="Invitation code"
          name="code"
          autoComplete="off"
          spellCheck={false}
          defaultValue={code}
          readOnly={code !== ""}
          required
        />
        <NewPasswordFields fault={fault} />
        {accept.error !== null && <Problem error={accept.error} />}
        <Button type="submit" size="sm" fullWidth loading={accept.isPending}>
          Set the password and sign in
        </Button>
      </form>
    </EntrancePage>
  );
}
