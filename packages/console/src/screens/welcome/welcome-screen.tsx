import type { ReactElement } from "react";
import { useAct } from "../../api/use-act.ts";
import { CodeAndPasswordForm } from "../../entrance/code-and-password-form.tsx";
import { EntrancePage } from "../../entrance/entrance-page.tsx";
import { useEntry } from "../../entrance/use-entry.ts";

/** Where an invitation leads: its reader chooses a password, which nobody else ever knows, and is in. */
export function WelcomeScreen(): ReactElement {
  const accept = useAct("acceptInvitation", { onDone: useEntry() });
  return (
    <EntrancePage
      title="Welcome"
      introduction="Choose the password that you will sign in with. The invitation is good once, for 72 hours."
    >
      <CodeAndPasswordForm
        codeLabel="Invitation code"
        act="Set the password and sign in"
        isBusy={accept.isPending}
        error={accept.error}
        onSubmit={({ code, password }) => accept.mutate({ body: { code, password } })}
      />
    </EntrancePage>
  );
}
