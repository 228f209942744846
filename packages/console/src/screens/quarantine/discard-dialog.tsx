import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { ReactElement } from "react";
import { client } from "../../api/client.ts";
import { useNotice } from "../../notices/notices.tsx";
import { formatCount } from "../../numbers/format-count.ts";
import { ConfirmDialog } from "../../parts/confirm-dialog.tsx";

export interface DiscardDialogProps {
  readonly ids: readonly string[];
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Deletes refused requests for good, one after another, and tells how far it is. */
export function DiscardDialog({ ids, isOpen, onClose, onDone }: DiscardDialogProps): ReactElement {
  const [done, setDone] = useState(0);
  const queries = useQueryClient();
  const notify = useNotice();
  const count = formatCount(ids.length);
  const what = ids.length === 1 ? "1 refused request" : `${count} refused requests`;
  const discard = useMutation({
    mutationFn: async () => {
      setDone(0);
      for (const quarantined of ids) {
        await client.call("discardQuarantined", { params: { quarantined } });
        setDone((now) => now + 1);
      }
    },
    onSuccess: () => {
      notify({ kind: "good", text: `Deleted ${what}.` });
      onClose();
      onDone();
    },
    // After a failure, too: some may be gone.
    onSettled: async () => {
      await Promise.all(
        ["listQuarantine", "countQuarantine"].map((each) => queries.invalidateQueries({ queryKey: [each] })),
      );
    },
  });
  return (
    <ConfirmDialog
      title={`Discard ${what}`}
      act="Discard"
      typedName={`discard ${ids.length}`}
      isBusy={discard.isPending}
      error={discard.error}
      isOpen={isOpen}
      onConfirm={() => discard.mutate()}
      onClose={onClose}
    >
      <p style={{ margin: 0 }}>
        Deletes {what} with content. If the sender was right after all, only the sender can send them again.
      </p>
      {discard.isPending && (
        <p role="status">
          {formatCount(done)} of {count} deleted…
        </p>
      )}
    </ConfirmDialog>
  );
}
