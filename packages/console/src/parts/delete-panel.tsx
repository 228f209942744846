import { useState } from "react";
import type { ReactElement, ReactNode } from "react";
import { ActButton } from "./act-button.tsx";
import type { ActButtonProps } from "./act-button.tsx";
import { ConfirmDialog } from "./confirm-dialog.tsx";
import { Panel } from "./panel.tsx";

export interface DeletePanelProps extends Pick<ActButtonProps, "route" | "reasonNotNow"> {
  /** As in "Delete this source". */
  readonly what: string;
  /** What has to be typed. */
  readonly name: string;
  /** What deleting it does, above the button. */
  readonly children: ReactNode;
  /** What is asked about once more, in the dialog. */
  readonly warning: string;
  readonly isBusy: boolean;
  readonly error: unknown;
  readonly onDelete: () => void;
}

/** Deletes one thing for good, once its name is typed. */
export function DeletePanel(props: DeletePanelProps): ReactElement {
  const { what, name, route, reasonNotNow, children, warning, isBusy, error, onDelete } = props;
  const [isAsking, setIsAsking] = useState(false);
  return (
    <Panel title={`Delete this ${what}`}>
      <p style={{ margin: 0 }}>{children}</p>
      <div>
        <ActButton route={route} color="red.9" reasonNotNow={reasonNotNow} onClick={() => setIsAsking(true)}>
          Delete…
        </ActButton>
      </div>
      <ConfirmDialog
        title={`Delete ${name}`}
        act={`Delete the ${what}`}
        typedName={name}
        isBusy={isBusy}
        error={error}
        isOpen={isAsking}
        onConfirm={onDelete}
        onClose={() => setIsAsking(false)}
      >
        {warning}
      </ConfirmDialog>
    </Panel>
  );
}
