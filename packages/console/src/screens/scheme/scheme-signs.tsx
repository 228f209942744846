import type { ReactElement } from "react";
import { Panel } from "../../parts/panel.tsx";
import { SigningWords } from "../../schemes/signing-words.tsx";
import type { SchemeData } from "../../senders/scheme-data.ts";
import { receiverChecks, signingSteps } from "../../senders/signing-steps.ts";
import classes from "./scheme-signs.module.css";

/** What is signed and how, in plain words, and where the sender says so. */
export function SchemeSigns({ scheme }: { readonly scheme: SchemeData }): ReactElement {
  const { documentation, notes = [] } = scheme;
  return (
    <>
      <Panel title="What the sender does">
        <SigningWords steps={signingSteps(scheme)} />
      </Panel>
      <Panel title="What the receiver checks and learns">
        <SigningWords steps={receiverChecks(scheme)} />
      </Panel>
      {notes.length > 0 && (
        <Panel title="What the sender's pages leave open">
          <ul className={classes["list"]}>
            {notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        </Panel>
      )}
      <Panel title="Where the sender describes it">
        <ul className={classes["list"]}>
          {documentation.map(({ url, checked }) => (
            <li key={url}>
              <a href={url} target="_blank" rel="noreferrer">
                {url}
              </a>{" "}
              <span className={classes["quiet"]}>read {checked}</span>
            </li>
          ))}
        </ul>
      </Panel>
    </>
  );
}
