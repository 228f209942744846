import { useMutation } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import type { ReactElement } from "react";
import type { Answer } from "../../api/answer-types.ts";
import { client } from "../../api/client.ts";
import { DialogForm } from "../../forms/dialog-form.tsx";
import { formatCount } from "../../numbers/format-count.ts";
import { Dialog } from "../../parts/dialog.tsx";
import { saveText } from "../../parts/save-text.ts";
import type { AuditQuery } from "./audit-query.ts";
import classes from "./audit.module.css";

/** As many as one answer holds. */
const PAGE_ITEMS = 200;

export interface ExportDialogProps {
  /** What the screen shows: the same is saved, whole. */
  readonly query: AuditQuery;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** Saves every entry that the filters leave, one a line. Closing the dialog ends it. */
export function ExportDialog({ query, isOpen, onClose }: ExportDialogProps): ReactElement {
  return (
    <Dialog title="Export the audit log" isOpen={isOpen} onClose={onClose}>
      <Export query={query} onClose={onClose} />
    </Dialog>
  );
}

function Export({ query, onClose }: Omit<ExportDialogProps, "isOpen">): ReactElement {
  const [count, setCount] = useState(0);
  const ending = useRef(new AbortController());
  useEffect(() => {
    const own = new AbortController();
    ending.current = own;
    return () => own.abort();
  }, []);
  const save = useMutation({
    mutationFn: async () => {
      const lines = await readAllLines({ query, onProgress: setCount, signal: ending.current.signal });
      saveText("audit.ndjson", lines.join(""), "application/x-ndjson");
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

async function readAllLines({
  query,
  onProgress,
  signal,
}: {
  readonly query: AuditQuery;
  readonly onProgress: (count: number) => void;
  readonly signal: AbortSignal;
}): Promise<readonly string[]> {
  const lines: string[] = [];
  let cursor: string | null | undefined;
  while (cursor !== null) {
    const asked = {
      ...query,
      order: "asc",
      limit: PAGE_ITEMS,
      ...(cursor !== undefined && { cursor }),
    } as const;
    const page: Answer<"listAuditEntries"> = await client.call("listAuditEntries", { query: asked, signal });
    for (const entry of page.items) lines.push(`${JSON.stringify(entry)}\n`);
    onProgress(lines.length);
    cursor = page.next;
  }
  return lines;
}
