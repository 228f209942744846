import { Button, PasswordInput, TextInput } from "@mantine/core";
import { Link, getRouteApi } from "@tanstack/react-router";
import type { ReactElement, SubmitEvent } from "react";
import { useAct } from "../../api/use-act.ts";
import { useAnswer } from "../../api/use-answer.ts";
import { EntrancePage } from "../../entrance/entrance-page.tsx";
import { readForm } from "../../forms/read-form.ts";
import { useEntry } from "../../entrance/use-entry.ts";
import { Problem } from "../../parts/problem.tsx";
import { readLastOrganization } from "../../preferences/preference.ts";
import { OidcFailureNote } from "./oidc-failure-note.tsx";
import classes from "./sign-in-screen.module.css";

const route = getRouteApi("/console/sign-in");

/** Organization, email and password; or the account of an identity provider where one is set up. */
export function SignInScreen(): ReactElement {
  const { back, failed } = route.useSearch();
  const options = useAnswer("getSignInOptions");
  const signIn = useAct("signIn", { onDone: useEntry(back) });
  const organization = readLastOrganization();
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const { text, exact } = readForm(event.currentTarget);
    signIn.mutate({
      body: { organization: text("organization"), email: text("email"), password: exact("password") },
    });
  };
  return (
    <EntrancePage
      title="Sign in"
      {...(back !== undefined && { introduction: "Afterwards you are back where you were." })}
    >
      {failed !== undefined && <OidcFailureNote failure={failed} />}
      {options.data?.isSetupNeeded === true && (
        <p className={classes["note"]}>
          Nobody can sign in yet. <Link to="/setup">Make the first admin</Link>
        </p>
      )}
      {options.data?.oidc && (
        <Button component="a" href="/api/v1/oidc/start" size="sm" fullWidth>
          Sign in with {options.data.oidc.label}
        </Button>
      )}
      <form onSubmit={submit}>
        <TextInput
          size="sm"
          label="Organization"
          name="organization"
          autoComplete="organization"
          autoCapitalize="none"
          defaultValue={organization}
          autoFocus={organization === ""}
          required
        />
        <TextInput
          size="sm"
          label="Email"
          name="email"
          type="email"
          autoComplete="username"
          autoFocus={organization !== ""}
          required
        />
        <PasswordInput size="sm" label="Password" name="password" autoComplete="current-password" required />
        {signIn.error !== null && <Problem error={signIn.error} />}
        <Button
          type="submit"
          size="sm"
          fullWidth
          {...(options.data?.oidc && { variant: "default" })}
          loading={signIn.isPending}
        >
          Sign in
        </Button>
      </form>
      {options.error !== null && <Problem error={options.error} onRetry={() => void options.refetch()} />}
    </EntrancePage>
  );
}
