import { NativeSelect } from "@mantine/core";
import { useState } from "react";
import type { ReactElement } from "react";
import type { Answer } from "../../api/answer-types.ts";
import { useAct } from "../../api/use-act.ts";
import { useList } from "../../api/use-list.ts";
import { DialogForm } from "../../forms/dialog-form.tsx";
import { NameField } from "../../forms/name-field.tsx";
import { Dialog } from "../../parts/dialog.tsx";

export interface ConnectionDialogProps {
  /** Absent: a new one. */
  readonly connection?: Answer<"getConnection">;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onDone: (name: string) => void;
}

/** Says which source, caller and endpoint belong to one partner. */
export function ConnectionDialog(props: ConnectionDialogProps): ReactElement {
  const { connection, isOpen, onClose } = props;
  const title = connection === undefined ? "New connection" : `What belongs to ${connection.name}`;
  return (
    <Dialog title={title} isOpen={isOpen} onClose={onClose}>
      <ConnectionForm {...props} />
    </Dialog>
  );
}

function ConnectionForm({ connection, onClose, onDone }: ConnectionDialogProps): ReactElement {
  const [source, setSource] = useState(connection?.inbound?.source ?? "");
  const [caller, setCaller] = useState(connection?.inbound?.caller ?? "");
  const [endpoint, setEndpoint] = useState(connection?.outbound?.endpoint ?? "");
  const sources = useList("listSources");
  const callers = useList("listCallers", { params: { source } }, { isEnabled: source !== "" });
  const endpoints = useList("listEndpoints");
  const changes = ["listConnections", "getConnection"] as const;
  const done = ({ name }: { readonly name: string }): void => {
    onDone(name);
    onClose();
  };
  const create = useAct("createConnection", { changes, onDone: done });
  const update = useAct("updateConnection", { changes, onDone: done });
  const hasCallers = source !== "" && callers.rows.some((each) => each.source === source);
  const parts = {
    source: source || null,
    caller: (hasCallers && caller) || null,
    endpoint: endpoint || null,
  };
  const act = connection === undefined ? create : update;
  return (
    <DialogForm
      act="Save"
      leave="Keep as it is"
      isBusy={act.isPending}
      error={act.error}
      onSubmit={({ text }) => {
        if (connection !== undefined) update.mutate({ params: { connection: connection.name }, body: parts });
        else create.mutate({ body: { name: text("name"), ...parts } });
      }}
      onClose={onClose}
    >
      {connection === undefined && <NameField label="Partner" autoFocus />}
      <NativeSelect
        label="Sends through the source"
        value={source}
        data={choices(sources.rows, source)}
        onChange={(event) => {
          setSource(event.currentTarget.value);
          setCaller("");
        }}
      />
      {hasCallers && (
        <NativeSelect
          label="As the caller"
          value={caller}
          data={choices(callers.rows, caller)}
          onChange={(event) => setCaller(event.currentTarget.value)}
        />
      )}
      <NativeSelect
        label="Is sent to at the endpoint"
        value={endpoint}
        data={choices(endpoints.rows, endpoint)}
        onChange={(event) => setEndpoint(event.currentTarget.value)}
      />
    </DialogForm>
  );
}

/** The names to choose from, and none; the chosen one also before the list is there. */
function choices(
  rows: readonly { readonly name: string }[],
  chosen: string,
): readonly { readonly value: string; readonly label: string }[] {
  const names = rows.map(({ name }) => name);
  const all = chosen === "" || names.includes(chosen) ? names : [chosen, ...names];
  return [{ value: "", label: "none" }, ...all.map((name) => ({ value: name, label: name }))];
}
