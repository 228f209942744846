import { TextInput } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { useAct } from "../../api/use-act.ts";
import { CodeAndPasswordForm } from "../../entrance/code-and-password-form.tsx";
import { EntrancePage } from "../../entrance/entrance-page.tsx";
import { useEntry } from "../../entrance/use-entry.ts";
import { NameField } from "../../forms/name-field.tsx";

/** The first start: whoever can read the gateway's data folder, or saw it start, makes the first admin. */
export function SetupScreen(): ReactElement {
  const setUp = useAct("setUpUser", { onDone: useEntry() });
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
      <CodeAndPasswordForm
        codeLabel="Setup code"
        act="Make the admin and sign in"
        isBusy={setUp.isPending}
        error={setUp.error}
        onSubmit={({ code, password, text }) => {
          const who = { organization: text("organization"), name: text("name"), email: text("email") };
          setUp.mutate({ body: { code, password, ...who } });
        }}
      >
        <NameField
          size="sm"
          label="Organization"
          description="Short, in lower case: it is part of the URLs that senders use."
          name="organization"
          placeholder="northside"
          autoComplete="organization"
          autoCapitalize="none"
        />
        <TextInput size="sm" label="Your name" name="name" autoComplete="name" required />
        <TextInput size="sm" label="Email" name="email" type="email" autoComplete="username" required />
      </CodeAndPasswordForm>
      <p style={{ margin: 0, fontSize: 13 }}>
        Somebody has done that already? <Link to="/console/sign-in">Sign in</Link>
      </p>
    </EntrancePage>
  );
}
