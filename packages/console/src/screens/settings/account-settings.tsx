import { Button, PasswordInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { useRef, useState } from "react";
import type { ReactElement, SubmitEvent } from "react";
import { sessionQuery, useSession } from "../../api/session.ts";
import { useAct } from "../../api/use-act.ts";
import { NewPasswordFields } from "../../entrance/new-password-fields.tsx";
import { useNewPassword } from "../../entrance/use-new-password.ts";
import { readForm } from "../../forms/read-form.ts";
import { useNotice } from "../../notices/notices.tsx";
import { ActButton } from "../../parts/act-button.tsx";
import { ConfirmDialog } from "../../parts/confirm-dialog.tsx";
import { Facts } from "../../parts/facts.tsx";
import { Panel } from "../../parts/panel.tsx";
import { Problem } from "../../parts/problem.tsx";
import { Timestamp } from "../../parts/timestamp.tsx";
import classes from "./settings.module.css";

const ways = {
  api_key: "API key",
  password: "password",
  invitation: "invitation",
  setup: "setup code",
  oidc: "OpenID Connect",
} as const;

/** Who one is here, one's password, and one's sessions. */
export function AccountSettings(): ReactElement {
  const session = useSession();
  return (
    <div className={classes["stack"]}>
      <Facts
        facts={[
          { name: "Name", value: session.name },
          { name: "Email", value: session.email ?? "–" },
          { name: "Role", value: session.role },
          { name: "Organization", value: session.organization },
          { name: "Signed in with", value: ways[session.how] },
          { name: "Since", value: <Timestamp at={session.startedAt} /> },
          { name: "Ends if nothing is done", value: <Timestamp at={session.idleUntil} /> },
          { name: "Ends in any case", value: <Timestamp at={session.endsAt} /> },
        ]}
      />
      {session.user === null ? (
        <p className={classes["says"]}>
          An API key has neither a password nor sessions. Revoke it under API keys.
        </p>
      ) : (
        <>
          <PasswordPanel />
          <SessionsPanel />
        </>
      )}
    </div>
  );
}

function PasswordPanel(): ReactElement {
  const queries = useQueryClient();
  const notify = useNotice();
  const form = useRef<HTMLFormElement>(null);
  const { fault, read } = useNewPassword();
  const change = useAct("changeOwnPassword", {
    onDone: (session) => {
      queries.setQueryData(sessionQuery.queryKey, session);
      form.current?.reset();
      notify({ kind: "good", text: "The password is changed; your other sessions have ended." });
    },
  });
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const texts = readForm(event.currentTarget);
    const newPassword = read(texts);
    if (newPassword === undefined) return;
    change.mutate({ body: { password: texts.exact("present"), newPassword } });
  };
  return (
    <Panel title="Change the password">
      <form ref={form} className={`${classes["form"]} ${classes["narrow"]}`} onSubmit={submit}>
        <PasswordInput
          size="sm"
          label="Present password"
          name="present"
          autoComplete="current-password"
          required
        />
        <NewPasswordFields fault={fault} />
        {change.error !== null && <Problem error={change.error} />}
        <div className={`${classes["acts"]} ${classes["start"]}`}>
          <Button type="submit" loading={change.isPending}>
            Change the password
          </Button>
        </div>
      </form>
    </Panel>
  );
}

function SessionsPanel(): ReactElement {
  const queries = useQueryClient();
  const { history } = useRouter();
  const [isAsking, setIsAsking] = useState(false);
  const end = useAct("signOutEverywhere", {
    onDone: () => {
      queries.clear();
      history.push("/console/sign-in");
    },
  });
  return (
    <Panel
      title="Sessions"
      acts={
        <ActButton route="signOutEverywhere" onClick={() => setIsAsking(true)}>
          Sign out everywhere…
        </ActButton>
      }
    >
      <p className={classes["says"]}>Ends every session of yours, on every device, this one too.</p>
      <ConfirmDialog
        title="Sign out everywhere"
        act="Sign out"
        isBusy={end.isPending}
        error={end.error}
        isOpen={isAsking}
        onConfirm={() => end.mutate({})}
        onClose={() => setIsAsking(false)}
      >
        You will have to sign in again here as well.
      </ConfirmDialog>
    </Panel>
  );
}
