import { Button, SegmentedControl } from "@mantine/core";
import type { ReactElement } from "react";
import { CodeEditor } from "../editor/code-editor.tsx";
import { useNotice } from "../notices/notices.tsx";
import { formatBytes } from "../numbers/format-bytes.ts";
import { byteFacts } from "../payload/byte-facts.ts";
import type { BenchInput, BodyForm } from "./bench-input.ts";
import { MAX_BODY_BYTES, base64Of, bodyBytes, bodyInForm } from "./body-bytes.ts";
import { chooseFile } from "./choose-file.ts";
import classes from "./bench.module.css";

const ROWS = 9;

export interface BodyFieldProps {
  readonly input: BenchInput;
  readonly onChange: (input: BenchInput) => void;
}

/** The body, as text or as the base64 of any bytes, with what breaks signatures unseen. */
export function BodyField({ input, onChange }: BodyFieldProps): ReactElement {
  const notify = useNotice();
  const bytes = bodyBytes(input);
  const changeForm = (form: BodyForm): void => {
    const changed = bodyInForm(input, form);
    if (changed !== undefined) onChange({ ...input, ...changed });
    else notify({ kind: "bad", text: "A text field would change these bytes: they stay in base64." });
  };
  const takeFile = async (): Promise<void> => {
    const file = await chooseFile();
    if (file === undefined) return;
    if (file.length > MAX_BODY_BYTES) {
      notify({ kind: "bad", text: "The file is larger than 256 KiB, which is all that can be tried here." });
      return;
    }
    const base64 = { body: base64Of(file), bodyForm: "base64" } as const;
    onChange({ ...input, ...base64, ...bodyInForm({ ...input, ...base64 }, "text") });
  };
  return (
    <div className={classes["field"]}>
      <CodeEditor
        label="Body"
        value={input.body}
        rows={ROWS}
        onChange={(body) => onChange({ ...input, body })}
      />
      <div className={classes["under"]}>
        <SegmentedControl
          aria-label="How the body is written"
          value={input.bodyForm}
          data={[
            { value: "text", label: "Text" },
            { value: "base64", label: "Base64" },
          ]}
          onChange={(form) => changeForm(form)}
        />
        <Button variant="default" onClick={() => void takeFile()}>
          From a file…
        </Button>
        <span className={classes["quiet"]}>{bytes === undefined ? "not base64" : factWords(bytes)}</span>
      </div>
      {input.bodyForm === "text" && (
        <p className={classes["quiet"]}>
          Pasted text gets LF line ends. For CRLF, a byte order mark or anything that must stay as it is, take
          a file or base64.
        </p>
      )}
    </div>
  );
}

function factWords(bytes: Uint8Array): string {
  const { length, isUtf8, hasByteOrderMark, crlfs, finalNewline } = byteFacts(bytes);
  return [
    formatBytes(length),
    isUtf8 ? "UTF-8" : "not UTF-8",
    ...(hasByteOrderMark ? ["byte order mark"] : []),
    ...(crlfs > 0 ? ["CRLF inside"] : []),
    finalNewline === "none" ? "no final newline" : `ends with ${finalNewline}`,
  ].join(" · ");
}
