import { Button } from "@mantine/core";
import type { ReactElement } from "react";
import { CodeBlock } from "../../parts/code-block.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import classes from "./settings.module.css";

export interface ShownOnceProps {
  /** "The key of deploy bot". */
  readonly title: string;
  /** What to do with it, and until when. */
  readonly says: string;
  /** "API key", for the copy button. */
  readonly what: string;
  /** Undefined: the dialog is closed. */
  readonly text: string | undefined;
  readonly onClose: () => void;
}

/** What the gateway tells a single time. Closing the dialog forgets it. */
export function ShownOnce({ title, says, what, text, onClose }: ShownOnceProps): ReactElement {
  return (
    <Dialog title={title} isOpen={text !== undefined} onClose={onClose} size="wide">
      <p className={classes["says"]}>
        <strong>Shown this once.</strong> {says}
      </p>
      <CodeBlock what={what} text={text ?? ""} />
      <div className={classes["acts"]}>
        <Button onClick={onClose}>I have it</Button>
      </div>
    </Dialog>
  );
}
