import { useRef, useState } from "react";
import type { ReactElement } from "react";
import { CodeEditor } from "../../editor/code-editor.tsx";
import { goToLine } from "../../editor/go-to-line.ts";
import { useHotkeys } from "../../hotkeys/use-hotkeys.ts";
import { ActButton } from "../../parts/act-button.tsx";
import { CopyButton } from "../../parts/copy-button.tsx";
import { Panel } from "../../parts/panel.tsx";
import { Problem } from "../../parts/problem.tsx";
import { BenchView } from "../../playground/bench-view.tsx";
import { SigningWords } from "../../schemes/signing-words.tsx";
import type { SchemeUser } from "../../schemes/use-scheme-users.ts";
import type { SchemeData } from "../../senders/scheme-data.ts";
import { receiverChecks, signingSteps } from "../../senders/signing-steps.ts";
import { SchemeDifferences } from "../../schemes/scheme-differences.tsx";
import { DraftCheck } from "./draft-check.tsx";
import { useLint } from "./use-lint.ts";
import classes from "./scheme-editor.module.css";

const ROWS = 32;

type Definition = Readonly<Record<string, unknown>>;

export interface SchemeEditorProps {
  readonly start: string;
  /** The id that the scheme has to keep. */
  readonly keptId?: string;
  /** What the draft is compared with, and what that is called. */
  readonly compared?: { readonly definition: Definition; readonly name: string };
  /** Who feels a change at once. */
  readonly users?: readonly SchemeUser[];
  readonly route: "createScheme" | "updateScheme";
  readonly reasonNotNow?: string | undefined;
  /** The button's words. */
  readonly act: string;
  readonly isBusy: boolean;
  readonly error: Error | null;
  readonly onKeep: (definition: Definition) => void;
}

/** A description as text, checked as it is typed, told in plain words, and tried before anybody goes by it. */
export function SchemeEditor(props: SchemeEditorProps): ReactElement {
  const { start, keptId, compared, users = [], route, reasonNotNow, act, isBusy, error, onKeep } = props;
  const [text, setText] = useState(start);
  const field = useRef<HTMLTextAreaElement>(null);
  const lint = useLint(text, keptId);
  const { definition, isValid, faults } = lint;
  // What can be tried stays while the next letters make no scheme yet: so does what was typed to try it with.
  const [tried, setTried] = useState<Definition>();
  if (isValid && definition !== tried) setTried(definition);
  // The gateway has read it as a scheme.
  const scheme = tried as unknown as SchemeData | undefined;
  const notYet = isValid ? undefined : "Mend the description first.";
  const keep = (): void => {
    if (definition !== undefined && isValid && reasonNotNow === undefined) onKeep(definition);
  };
  useHotkeys([{ keys: "mod+s", does: act, run: keep }]);
  return (
    <>
      <div className={classes["sides"]}>
        <div className={classes["side"]}>
          <CodeEditor
            label="Description"
            description="As scheme.schema.json describes it, in JSON."
            value={text}
            rows={ROWS}
            wrongLines={faults.map(({ line }) => line)}
            fieldRef={field}
            onChange={setText}
          />
          {error !== null && <Problem error={error} />}
          {users.length > 0 && (
            <p className={classes["text"]}>
              {users.map(({ kind, name }) => `${kind} ${name}`).join(", ")}: a change counts there from the
              next request on.
            </p>
          )}
          <div className={classes["acts"]}>
            <ActButton
              route={route}
              variant="filled"
              reasonNotNow={reasonNotNow ?? notYet}
              loading={isBusy}
              onClick={keep}
            >
              {act}
            </ActButton>
            <span className={classes["text"]}>
              <CopyButton text={text} what="description" /> Copy, to keep it in a file
            </span>
          </div>
        </div>
        <div className={classes["side"]}>
          <Panel title="Check">
            <DraftCheck
              lint={lint}
              onGo={(line) => field.current !== null && goToLine(field.current, line)}
            />
          </Panel>
          {scheme !== undefined && (
            <Panel title="In plain words">
              <SigningWords steps={[...signingSteps(scheme), ...receiverChecks(scheme)]} />
            </Panel>
          )}
          {compared !== undefined && definition !== undefined && (
            <Panel title={`Differs from ${compared.name}`}>
              <SchemeDifferences
                before={compared.definition}
                after={definition}
                afterName="Now"
                whenAlike="In nothing yet."
              />
            </Panel>
          )}
        </div>
      </div>
      {scheme !== undefined && (
        <section className={classes["try"]} aria-label="Try it">
          <h2 className={classes["title"]}>
            {isValid ? "Try it with what is in the editor" : "Try it as it was when it last was a scheme"}
          </h2>
          <BenchView scheme={{ choice: { ...tried }, data: scheme }} />
        </section>
      )}
    </>
  );
}
