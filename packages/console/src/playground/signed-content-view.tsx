import type { ReactElement } from "react";
import type { Answer } from "../api/answer-types.ts";
import { formatBytes } from "../numbers/format-bytes.ts";
import { CodeBlock } from "../parts/code-block.tsx";
import type { SchemeData } from "../senders/scheme-data.ts";
import { macSteps } from "../senders/signing-steps.ts";
import classes from "./signed-content-view.module.css";

type Content = NonNullable<Answer<"signInPlayground">["content"]>;
type Bytes = Pick<Content, "bytes" | "text" | "base64">;

export interface SignedContentViewProps {
  /** Null where the scheme signs nothing. */
  readonly content: Content | null;
  readonly scheme: SchemeData;
}

/** What is signed: piece by piece, joined, and what is done with it then. */
export function SignedContentView({ content, scheme: { proof } }: SignedContentViewProps): ReactElement {
  if (content === null || proof.kind !== "mac") {
    return (
      <p className={classes["text"]}>
        Nothing is signed: whoever knows the agreed text is believed, whatever the body says.
      </p>
    );
  }
  const { parts, isEscaped } = content;
  const names = parts.map(({ part }) => partNames[part]);
  return (
    <ol className={classes["steps"]}>
      {parts.map((part, index) => (
        <li key={index}>
          <StepBytes title={`Piece ${index + 1}: ${names[index] ?? ""}`} bytes={part} />
        </li>
      ))}
      <li>
        <StepBytes
          title={
            isEscaped
              ? "Joined and escaped: these bytes are signed"
              : parts.length === 1
                ? "Alone: these bytes are signed"
                : "Joined: these bytes are signed"
          }
          bytes={content}
        />
      </li>
      {macSteps(proof).map(({ title, says }) => (
        <li key={title}>
          <p className={classes["title"]}>{title}</p>
          <p className={classes["text"]}>{says}</p>
        </li>
      ))}
    </ol>
  );
}

const partNames = {
  literal: "text between",
  timestamp: "time",
  id: "id",
  method: "method",
  url: "URL",
  body: "body",
} as const;

function StepBytes({ title, bytes }: { readonly title: string; readonly bytes: Bytes }): ReactElement {
  const { text, base64 } = bytes;
  return (
    <>
      <p className={classes["title"]}>
        {title} <span className={classes["size"]}>{formatBytes(bytes.bytes)}</span>
      </p>
      {bytes.bytes === 0 ? (
        <p className={classes["text"]}>Empty.</p>
      ) : (
        <>
          {text === null && <p className={classes["text"]}>Not UTF-8, so in base64:</p>}
          <CodeBlock what={title} text={text ?? base64 ?? ""} />
        </>
      )}
    </>
  );
}
