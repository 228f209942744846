import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { ReactElement } from "react";
import type { Answer } from "../../api/answer-types.ts";
import { useAct } from "../../api/use-act.ts";
import { useNotice } from "../../notices/notices.tsx";
import { useFailureNotice } from "../../notices/use-failure-notice.ts";
import { ActButton } from "../../parts/act-button.tsx";
import { ConfirmDialog } from "../../parts/confirm-dialog.tsx";
import { FROM_FILE } from "../../secrets/secret-owner.ts";

const CHANGES = ["getEndpoint", "listEndpoints", "listAttention"] as const;

/** Tests an endpoint, pauses it, or lets it go on. */
export function EndpointActs({ endpoint }: { readonly endpoint: Answer<"getEndpoint"> }): ReactElement {
  const { name, state, managedBy } = endpoint;
  const params = { endpoint: name };
  const [isAsking, setIsAsking] = useState(false);
  const notify = useNotice();
  const onError = useFailureNotice();
  const test = useAct("testEndpoint", {
    changes: ["listDeliveries"],
    onDone: ({ id }) =>
      notify({
        kind: "good",
        text: "The test is on its way; its result appears below.",
        link: (
          <Link to="/console/events/$event" params={{ event: id }}>
            Its event
          </Link>
        ),
      }),
  });
  const enable = useAct("enableEndpoint", {
    changes: CHANGES,
    onDone: () => notify({ kind: "good", text: "The endpoint goes on with its backlog." }),
  });
  const disable = useAct("disableEndpoint", { changes: CHANGES, onDone: () => setIsAsking(false) });
  const isOn = state === "enabled";
  const fromFile = managedBy === "file" ? FROM_FILE : undefined;
  return (
    <>
      <ActButton
        route="testEndpoint"
        reasonNotNow={isOn ? undefined : "It is not enabled."}
        loading={test.isPending}
        onClick={() => test.mutate({ params }, { onError })}
      >
        Send a test
      </ActButton>
      {isOn ? (
        <ActButton route="disableEndpoint" reasonNotNow={fromFile} onClick={() => setIsAsking(true)}>
          Pause…
        </ActButton>
      ) : (
        <ActButton
          route="enableEndpoint"
          reasonNotNow={fromFile}
          loading={enable.isPending}
          onClick={() => enable.mutate({ params }, { onError })}
        >
          Enable
        </ActButton>
      )}
      <ConfirmDialog
        title={`Pause ${name}`}
        act="Pause the endpoint"
        isBusy={disable.isPending}
        error={disable.error}
        isOpen={isAsking}
        onConfirm={() => disable.mutate({ params })}
        onClose={() => setIsAsking(false)}
      >
        Nothing more is sent to it, it gets no new events, and its backlog waits.
      </ConfirmDialog>
    </>
  );
}
