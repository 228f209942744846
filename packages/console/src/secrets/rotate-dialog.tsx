import { Button, NativeSelect, PasswordInput } from "@mantine/core";
import { useState } from "react";
import type { ReactElement } from "react";
import { DialogForm } from "../forms/dialog-form.tsx";
import { CodeBlock } from "../parts/code-block.tsx";
import { Dialog } from "../parts/dialog.tsx";
import { Timestamp } from "../parts/timestamp.tsx";
import classes from "../forms/dialog-form.module.css";
import type { SecretOwner } from "./secret-owner.ts";
import { useRotation } from "./use-secrets.ts";
import type { Rotation } from "./use-secrets.ts";

/** How long the older secrets stay good, as people think of it. The API takes up to a month. */
const OVERLAPS = {
  "1": "1 hour",
  "24": "1 day",
  "72": "3 days",
  "168": "1 week",
  "720": "30 days",
  "0": "not at all: revoke them now",
} as const;
const DEFAULT_OVERLAP = "24";

export interface RotateDialogProps {
  readonly owner: SecretOwner;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** Adds a secret while the older ones stay good for a while. A made one is shown this once. */
export function RotateDialog(props: RotateDialogProps): ReactElement {
  const { owner, isOpen, onClose } = props;
  return (
    <Dialog title={`Rotate the secret of ${owner.name}`} isOpen={isOpen} onClose={onClose}>
      <RotateForm {...props} />
    </Dialog>
  );
}

function RotateForm({ owner, onClose }: RotateDialogProps): ReactElement {
  const [value, setValue] = useState("");
  const [overlap, setOverlap] = useState<string>(DEFAULT_OVERLAP);
  const { act, rotate } = useRotation(owner);
  if (act.data !== undefined) return <Done rotation={act.data} wasTyped={value !== ""} onClose={onClose} />;
  return (
    <DialogForm
      act="Rotate"
      leave="Keep as it is"
      isBusy={act.isPending}
      error={act.error}
      onSubmit={() => rotate({ overlapHours: Number(overlap), ...(value !== "" && { value }) })}
      onClose={onClose}
    >
      <PasswordInput
        label="New secret"
        description="The other side's, exactly as it is. Empty: a random one is made in the scheme's own form."
        autoComplete="off"
        autoFocus
        value={value}
        onChange={(event) => setValue(event.currentTarget.value)}
      />
      <NativeSelect
        label="The older secrets stay good for"
        value={overlap}
        data={Object.entries(OVERLAPS).map(([hours, label]) => ({ value: hours, label }))}
        onChange={(event) => setOverlap(event.currentTarget.value)}
      />
    </DialogForm>
  );
}

interface DoneProps {
  readonly rotation: Rotation;
  readonly wasTyped: boolean;
  readonly onClose: () => void;
}

function Done({ rotation, wasTyped, onClose }: DoneProps): ReactElement {
  return (
    <div className={classes["form"]}>
      <p style={{ margin: 0 }} role="status">
        <code>{rotation.name}</code> is good from now on.
        {wasTyped ? "" : " Copy it now: it is not shown again."}
      </p>
      {!wasTyped && <CodeBlock what="new secret" text={rotation.value} />}
      {rotation.retiring.map(({ name, notAfter }) => (
        <p key={name} style={{ margin: 0 }}>
          <code>{name}</code> ends <Timestamp at={notAfter} />
        </p>
      ))}
      <div className={classes["acts"]}>
        <Button onClick={onClose}>Done</Button>
      </div>
    </div>
  );
}
