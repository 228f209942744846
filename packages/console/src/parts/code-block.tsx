import type { ReactElement } from "react";
import { CopyButton } from "./copy-button.tsx";
import classes from "./code-block.module.css";

/** A text to read and copy: a command, a snippet, a URL. */
export function CodeBlock({ text, what }: { readonly text: string; readonly what: string }): ReactElement {
  return (
    <div className={classes["block"]}>
      {/* Long lines scroll; the Tab key must reach what scrolls. */}
      <pre className={classes["code"]} tabIndex={0} aria-label={what}>
        {text}
      </pre>
      <div className={classes["copy"]}>
        <CopyButton text={text} what={what} />
      </div>
    </div>
  );
}
