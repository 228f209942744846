import type { ReactElement } from "react";
import { formatCount } from "../../numbers/format-count.ts";
import { Dialog } from "../../parts/dialog.tsx";
import { ReplayForm } from "../../replay-dialog/replay-form.tsx";
import type { ReplayFilter } from "./retry-filter.ts";

export interface RetryDialogProps {
  readonly filter: ReplayFilter;
  /** Which dead letters are meant, in words: "of the 3 chosen deliveries". */
  readonly which: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onDone?: () => void;
}

/** Retries many dead letters as one job, whose size the gateway counts before anything is sent. */
export function RetryDialog({ filter, which, isOpen, onClose, onDone }: RetryDialogProps): ReactElement {
  return (
    <Dialog title="Retry dead letters" isOpen={isOpen} onClose={onClose}>
      <ReplayForm
        asked={{ what: "retry_failed", filter }}
        what="dead letters"
        says={(count) => countWords(count, which)}
        act="Retry"
        leave="Retry nothing"
        begun="They are tried again."
        reasonPlaceholder="The receiver is back since 14:00"
        onDone={onDone}
        onClose={onClose}
      />
    </Dialog>
  );
}

function countWords(count: number, which: string): string {
  if (count === 0) return `No dead letter ${which}. What is pending is tried by itself.`;
  return `${formatCount(count)} ${count === 1 ? "dead letter" : "dead letters"} ${which} will be pending again, each with its whole schedule. Nothing is sent yet.`;
}
