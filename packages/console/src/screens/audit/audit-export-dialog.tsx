import { useMutation } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import type { ReactElement } from "react";
import { collectRows } from "../../export/collect-rows.ts";
import { rowsAsNdjson } from "../../export/rows-as-text.ts";
import { DialogForm } from "../../forms/dialog-form.tsx";
import { formatCount } from "../../numbers/format-count.ts";
import { Dialog } from "../../parts/dialog.tsx";
import { saveText } from "../../parts/save-text.ts";
import type { AuditQuery } from "./audit-query.ts";
import classes from "./audit.module.css";

export interface AuditExportDialogProps {
  /** What the screen shows: the same is saved, whole. */
  readonly query: AuditQuery;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** Saves every entry that the filters leave, one a line. Closing the dialog ends it. */
export function AuditExportDialog({ query, isOpen, onClose }: AuditExportDialogProps): ReactElement {
  return (
    <Dialog title="Export the audit log" isOpen={isOpen} onClose={onClose}>
      <ExportForm query={query} onClose={onClose} />
    </Dialog>
  );
}

function ExportForm({ query, onClose }: Omit<AuditExportDialogProps, "isOpen">): ReactElement {
  const [count, setCount] = useState(0);
  const ending = useRef(new AbortController());
  useEffect(() => {
    // A strict development build mounts twice.
    const own = new AbortController();
    ending.current = own;
    return () => own.abort();
  }, []);
  const save = useMutation({
    mutationFn: async () => {
      const { signal } = ending.current;
      const call = { query: { ...query, order: "asc" } } as const;
      // Without an end: a log with a part missing is none.
      const maxRows = Number.POSITIVE_INFINITY;
      const { rows } = await collectRows("listAuditEntries", call, { signal, onCount: setCount, maxRows });
      saveText("audit.ndjson", rowsAsNdjson(rows), "application/x-ndjson");
    },
    onSuccess: onClose,
  });
  return (
    <DialogForm
      act="Export"
      leave="Save nothing"
      isBusy={save.isPending}
      error={save.error}
      onSubmit={() => save.mutate()}
      onClose={onClose}
    >
      <p className={classes["says"]}>
        Every entry that the filters leave, loaded or not, oldest first: one a line as JSON with its hash, in
        <code> audit.ndjson</code>. The chain is checked over the whole log only.
      </p>
      {save.isPending && (
        <p className={classes["says"]} role="status">
          {formatCount(count)} entries read…
        </p>
      )}
    </DialogForm>
  );
}
