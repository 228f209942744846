import { NativeSelect } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import type { ReactElement } from "react";
import type { Answer } from "../api/answer-types.ts";
import { CodeBlock } from "../parts/code-block.tsx";
import { LoadingDetail } from "../parts/loading-detail.tsx";
import { Panel } from "../parts/panel.tsx";
import { signsPart } from "../senders/signs-part.ts";
import { languages } from "./languages.ts";
import type { LanguageId } from "./languages.ts";
import type { SnippetInput } from "./snippet-input.ts";
import { useSnippetInput } from "./use-snippet-input.ts";
import classes from "./snippets-panel.module.css";

export interface SnippetsPanelProps {
  readonly source: Answer<"getSource">;
  /** In the URL: `?language=python`. */
  readonly language: LanguageId | undefined;
}

const choices = Object.entries(languages).map(([value, { name }]) => ({ value, label: name }));

/** The code that verifies this sender in a receiver of one's own, in the language that the URL names. */
export function SnippetsPanel({ source, language = "express" }: SnippetsPanelProps): ReactElement {
  const input = useSnippetInput(source);
  const navigate = useNavigate();
  const choose = (chosen: string): void =>
    void navigate({
      to: ".",
      search: (all: object) => ({ ...all, language: chosen }) as never,
      replace: true,
    });
  return (
    <Panel title="Verify it in your own receiver">
      <NativeSelect
        className={classes["choice"]}
        label="Language"
        data={choices}
        value={language}
        onChange={(event) => choose(event.currentTarget.value)}
      />
      {input === undefined ? (
        <LoadingDetail what="scheme" />
      ) : (
        <>
          <p className={classes["text"]}>
            <Needs input={input} />
          </p>
          <CodeBlock
            what={`snippet in ${languages[language].name}`}
            text={languages[language].write(input)}
          />
        </>
      )}
    </Panel>
  );
}

/** What has to be in the environment where it runs. */
function Needs({ input: { scheme } }: { readonly input: SnippetInput }): ReactElement {
  return (
    <>
      For a program that this sender calls directly, without the gateway. The secret is not in it: put it into{" "}
      <code>WEBHOOK_SECRET</code>
      {scheme.caller !== undefined && (
        <>
          , the sender&apos;s API key into <code>WEBHOOK_API_KEY</code>
        </>
      )}
      {signsPart(scheme, "url") && (
        <>
          , the URL that the sender was given, to the letter, into <code>WEBHOOK_URL</code>
        </>
      )}
      .
    </>
  );
}
