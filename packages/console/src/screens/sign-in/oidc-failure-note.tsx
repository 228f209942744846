import type { ReactElement } from "react";
import classes from "./sign-in-screen.module.css";

/** The codes of the gateway's redirect after a sign-in at the identity provider that did not succeed. */
const failures: Readonly<Record<string, string>> = {
  refused: "The identity provider or the gateway did not accept this sign-in. Start again.",
  not_invited: "Nobody here is known by the account that was used. Ask an admin for an invitation.",
  unavailable: "The identity provider could not be reached. Try again in a while.",
  too_many_failures: "Too many sign-ins failed. Wait a minute, then start again.",
};

/** Why the way over the identity provider ended here. */
export function OidcFailureNote({ failure }: { readonly failure: string }): ReactElement {
  return (
    <p className={classes["failure"]} role="alert">
      {failures[failure] ?? "The sign-in did not succeed. Start again."}
    </p>
  );
}
