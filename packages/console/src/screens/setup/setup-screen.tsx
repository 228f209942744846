import { Button, TextInput } from "@mantine/core";
import { Link } from "@tanstack/react-router";
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

/** The first start: whoever can read the gateway's data folder, or saw it start, makes the first admin. */
export function SetupScreen(): ReactElement {
  const code = useFragmentCode();
  const [fault, setFault] = useState<string>();
  const setUp = useAct("setUpUser", { onDone: useEntry() });
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const { text, exact } = readForm(event.currentTarget);
    const password = exact("password");
    const found = passwordFault(password, exact("repeated"));
    setFault(found);
    if (found !== undefined) return;
    const body = {
      code: text("code"),
      organization: text("organization"),
      name: text("name"),
      email: text("email"),
      password,
    };
    setUp.mutate({ body });
  };
  return (
    <EntrancePage
      title="Make the first admin"
      introduction={
        <>
          The code was printed when the gateway started, and lies in the file <code>setup-code</code> of its
          data folder. It is good once.
        </>
      }
    >
      <form onSubmit={submit}>
        <TextInput
          size="sm"
          label="Setup code"
          name="code"
          autoComplete="off"
          spellCheck={false}
          defaultValue={code}
          readOnly={code !== ""}
          required
        />
        <TextInput
          size="sm"
          label="Organization"
          description="Short, in lower case: it is part of the URLs that senders use."
          name="organization"
          placeholder="northside"
          autoComplete="organization"
          autoCapitalize="none"
          pattern="[a-z0-9][a-z0-9\-]{0,62}"
          title="Lower-case letters, digits and hyphens, at most 63"
          required
        />
        <TextInput size="sm" label="Your name" name="name" autoComplete="name" required />
        <TextInput size="sm" label="Email" name="email" type="email" autoComplete="username" required />
        <NewPasswordFields fault={fault} />
        {setUp.error !== null && <Problem error={setUp.error} />}
        <Button type="submit" size="sm" fullWidth loading={setUp.isPending}>
          Make the admin and sign in
        </Button>
      </form>
      <p style={{ margin: 0, fontSize: 13 }}>
        Somebody has done that already? <Link to="/console/sign-in">Sign in</Link>
      </p>
    </EntrancePage>
  );
}
