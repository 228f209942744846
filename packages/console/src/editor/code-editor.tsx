import { useId, useRef } from "react";
import type { CSSProperties, ReactElement, Ref } from "react";
import classes from "./code-editor.module.css";

export interface CodeEditorProps {
  readonly label: string;
  readonly description?: string | undefined;
  readonly value: string;
  readonly onChange: (text: string) => void;
  /** How many lines are seen at once. */
  readonly rows: number;
  readonly placeholder?: string;
  /** Lines to mark as wrong, counted from 0. What is wrong with them is told by whoever marks them. */
  readonly wrongLines?: readonly number[];
  /** The field itself, for whoever leads somebody to a line with `goToLine`. */
  readonly fieldRef?: Ref<HTMLTextAreaElement>;
}

/** Text in lines with numbers: exact, unwrapped, and left by the Tab key as every other field. */
export function CodeEditor(props: CodeEditorProps): ReactElement {
  const { label, description, value, onChange, rows, placeholder, wrongLines = [], fieldRef } = props;
  const id = useId();
  const frame = useRef<HTMLDivElement>(null);
  const lines = value.split("\n").length;
  const numbers = Array.from({ length: lines }, (_, index) => index + 1).join("\n");
  return (
    <div className={classes["editor"]}>
      <label className={classes["label"]} htmlFor={id}>
        {label}
      </label>
      {description !== undefined && (
        <p id={`${id}-says`} className={classes["says"]}>
          {description}
        </p>
      )}
      <div
        ref={frame}
        className={classes["frame"]}
        style={{ "--digits": `${lines}`.length } as CSSProperties}
      >
        <div className={classes["margin"]} aria-hidden="true">
          <pre className={classes["numbers"]}>{numbers}</pre>
        </div>
        <div className={classes["text"]}>
          <div className={classes["stripes"]} aria-hidden="true">
            {[...new Set(wrongLines)].map((line) => (
              <span key={line} className={classes["wrong"]} style={{ "--at": line } as CSSProperties} />
            ))}
          </div>
          <textarea
            ref={fieldRef}
            id={id}
            className={classes["area"]}
            aria-describedby={description === undefined ? undefined : `${id}-says`}
            aria-invalid={wrongLines.length > 0}
            value={value}
            rows={rows}
            placeholder={placeholder}
            wrap="off"
            spellCheck={false}
            autoComplete="off"
            autoCapitalize="off"
            onChange={(event) => onChange(event.currentTarget.value)}
            // The numbers and the marks go with the text.
            onScroll={({ currentTarget: { scrollTop } }) =>
              frame.current?.style.setProperty("--scrolled", `${-scrollTop}px`)
            }
          />
        </div>
      </div>
    </div>
  );
}
