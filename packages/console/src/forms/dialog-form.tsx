import { Button } from "@mantine/core";
import type { ReactElement, ReactNode } from "react";
import { Problem } from "../parts/problem.tsx";
import { readForm } from "./read-form.ts";
import type { FormTexts } from "./read-form.ts";
import classes from "./dialog-form.module.css";

export interface DialogFormProps {
  /** The fields, and what is told before the act. */
  readonly children: ReactNode;
  /** The words of the button that does it: "Make the key". */
  readonly act: ReactNode;
  /** The words of the button that does nothing: "Make none". */
  readonly leave: string;
  /** False while something is missing. Default true. */
  readonly isReady?: boolean;
  /** True: what is done cannot be undone. Default false. */
  readonly isDanger?: boolean;
  readonly isBusy: boolean;
  /** What the last try threw; null and undefined are nothing. */
  readonly error?: unknown;
  /** Called with what stands in the fields that have a `name`. */
  readonly onSubmit: (texts: FormTexts) => void;
  readonly onClose: () => void;
}

/** The form in a dialog: its fields, what went wrong, and two buttons, which say what each of them comes to. */
export function DialogForm(props: DialogFormProps): ReactElement {
  const { children, act, leave, isReady = true, isDanger = false, isBusy, error, onSubmit, onClose } = props;
  return (
    <form
      className={classes["form"]}
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady && !isBusy) onSubmit(readForm(event.currentTarget));
      }}
    >
      {children}
      {error !== undefined && error !== null && <Problem error={error} />}
      <div className={classes["acts"]}>
        <Button variant="default" onClick={onClose}>
          {leave}
        </Button>
        <Button type="submit" {...(isDanger && { color: "red.9" })} disabled={!isReady} loading={isBusy}>
          {act}
        </Button>
      </div>
    </form>
  );
}
