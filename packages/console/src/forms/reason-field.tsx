import { Textarea } from "@mantine/core";
import type { ReactElement } from "react";
import { MAX_REASON_CHARACTERS } from "./reason-rule.ts";

export interface ReasonFieldProps {
  readonly value: string;
  readonly onChange: (reason: string) => void;
  /** Default: that it is kept in the audit log. */
  readonly description?: string;
  /** A reason that somebody might give. */
  readonly placeholder?: string;
}

/** Asks why; `isReason` tells whether that is enough. */
export function ReasonField({ value, onChange, ...words }: ReasonFieldProps): ReactElement {
  return (
    <Textarea
      label="Reason"
      description="Kept in the audit log with your name."
      {...words}
      autosize
      minRows={2}
      maxLength={MAX_REASON_CHARACTERS}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
