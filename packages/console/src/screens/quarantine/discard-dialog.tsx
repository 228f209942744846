import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { ReactElement } from "react";
import { answerKey } from "../../api/use-answer.ts";
import { useNotice } from "../../notices/notices.tsx";
import { formatCount } from "../../numbers/format-count.ts";
import { ConfirmDialog } from "../../parts/confirm-dialog.tsx";
import { countChosen, discardChosen } from "./walk-selection.ts";
import type { Chosen } from "./walk-selection.ts";

export interface DiscardDialogProps {
  /** Undefined: the dialog is closed. */
  readonly chosen: Chosen | undefined;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Tells how many refused requests would be deleted, and deletes them for good once that is typed. */
export function DiscardDialog({ chosen, onClose, onDone }: DiscardDialogProps): ReactElement {
  const [done, setDone] = useState(0);
  const queries = useQueryClient();
  const notify = useNotice();
  const preview = useQuery({
    queryKey: answerKey("previewDiscard", chosen ?? {}),
    queryFn: async ({ signal }) => (chosen === undefined ? 0 : await countChosen(chosen, signal)),
    enabled: chosen !== undefined,
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const count = preview.data;
  const what = wordsOf(count ?? 0);
  const discard = useMutation({
    mutationFn: async () => {
      setDone(0);
      return chosen === undefined ? 0 : await discardChosen(chosen, setDone);
    },
    onSuccess: (discarded) => {
      notify({ kind: "good", text: `Deleted ${wordsOf(discarded)}.` });
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
      title="Discard refused requests"
      act="Discard"
      {...(count !== undefined && count > 0 && { typedName: `discard ${count}` })}
      canConfirm={count !== undefined && count > 0}
      isBusy={discard.isPending}
      error={preview.error ?? discard.error}
      isOpen={chosen !== undefined}
      onConfirm={() => discard.mutate()}
      onClose={onClose}
    >
      <p style={{ margin: 0 }} role="status">
        {count === undefined && preview.error === null && "Counting…"}
        {count === 0 && "None of them is there any more."}
        {count !== undefined &&
          count > 0 &&
          `Deletes ${what} with content. If the sender was right after all, only the sender can send them again.`}
      </p>
      {discard.isPending && (
        <p role="status">
          {formatCount(done)} of {formatCount(count ?? 0)} deleted…
        </p>
      )}
    </ConfirmDialog>
  );
}

function wordsOf(count: number): string {
  return count === 1 ? "1 refused request" : `${formatCount(count)} refused requests`;
}
