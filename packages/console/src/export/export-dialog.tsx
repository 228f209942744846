import { NativeSelect } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import type { ReactElement } from "react";
import type { ListName } from "../api/answer-types.ts";
import type { CallOf } from "../api/call-route.ts";
import { DialogForm } from "../forms/dialog-form.tsx";
import { useNotice } from "../notices/notices.tsx";
import { formatCount } from "../numbers/format-count.ts";
import { Dialog } from "../parts/dialog.tsx";
import { saveText } from "../parts/save-text.ts";
import { MAX_EXPORTED_ROWS, collectRows } from "./collect-rows.ts";
import { rowsAsCsv, rowsAsNdjson } from "./rows-as-text.ts";
import type { ExportedRow } from "./rows-as-text.ts";

export interface ExportDialogProps<Name extends ListName> {
  /** What the rows are, as the file is called: "events". */
  readonly what: string;
  readonly list: Name;
  /** With the filters of the screen. */
  readonly call: CallOf<Name>;
  /** Those rows alone; empty: all that the filters find. */
  readonly chosen: readonly ExportedRow[];
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

const formats = {
  csv: { name: "CSV, for spreadsheets", type: "text/csv", write: rowsAsCsv },
  ndjson: { name: "NDJSON: one JSON object a line", type: "application/x-ndjson", write: rowsAsNdjson },
} as const;

type Format = keyof typeof formats;

const choices = Object.entries(formats).map(([value, { name }]) => ({ value, label: name }));

/** Hands rows of a list over as a file: what is known of them, no payload. */
export function ExportDialog<Name extends ListName>(props: ExportDialogProps<Name>): ReactElement {
  const { what, chosen, isOpen, onClose } = props;
  const which = chosen.length === 0 ? "like the filters" : `(${formatCount(chosen.length)} chosen)`;
  return (
    <Dialog title={`Export ${what} ${which}`} isOpen={isOpen} onClose={onClose}>
      <ExportForm {...props} />
    </Dialog>
  );
}

function ExportForm<Name extends ListName>(props: ExportDialogProps<Name>): ReactElement {
  const { what, list, call, chosen, onClose } = props;
  const [format, setFormat] = useState<Format>("csv");
  const [count, setCount] = useState<number>();
  const [error, setError] = useState<unknown>(null);
  const ending = useRef(new AbortController());
  const notify = useNotice();
  useEffect(() => {
    // A strict development build mounts twice.
    ending.current = new AbortController();
    return () => ending.current.abort();
  }, []);
  const run = async (): Promise<void> => {
    const { signal } = ending.current;
    setError(null);
    setCount(0);
    try {
      const { rows, isCut } =
        chosen.length > 0
          ? { rows: chosen, isCut: false }
          : await collectRows(list, call, { signal, onCount: setCount });
      saveText(`${what}.${format}`, formats[format].write(rows), formats[format].type);
      const cut = isCut ? ` There are more: only the first ${formatCount(MAX_EXPORTED_ROWS)} fit.` : "";
      notify({ kind: "good", text: `${formatCount(rows.length)} ${what} are in ${what}.${format}.${cut}` });
      onClose();
    } catch (reason) {
      if (signal.aborted) return;
      setError(reason);
      setCount(undefined);
    }
  };
  return (
    <DialogForm
      act="Export"
      leave="Export nothing"
      isBusy={count !== undefined}
      error={error}
      onSubmit={() => void run()}
      onClose={onClose}
    >
      <div>What the list knows of them: no payload, no header, no secret.</div>
      <NativeSelect
        label="Format"
        data={choices}
        value={format}
        onChange={(event) => setFormat(event.currentTarget.value as Format)}
      />
      {count !== undefined && <div role="status">{formatCount(count)} so far…</div>}
    </DialogForm>
  );
}
