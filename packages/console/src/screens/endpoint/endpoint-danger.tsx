import { useRouter } from "@tanstack/react-router";
import { useState } from "react";
import type { ReactElement } from "react";
import type { Answer } from "../../api/answer-types.ts";
import { useAct } from "../../api/use-act.ts";
import { useNotice } from "../../notices/notices.tsx";
import { formatCount } from "../../numbers/format-count.ts";
import { ActButton } from "../../parts/act-button.tsx";
import { ConfirmDialog } from "../../parts/confirm-dialog.tsx";
import { Panel } from "../../parts/panel.tsx";
import { FROM_FILE } from "../../secrets/secret-owner.ts";

/** Deletes an endpoint for good. */
export function EndpointDanger({ endpoint }: { readonly endpoint: Answer<"getEndpoint"> }): ReactElement {
  const { name, managedBy } = endpoint;
  const [isAsking, setIsAsking] = useState(false);
  const { history } = useRouter();
  const notify = useNotice();
  const remove = useAct("deleteEndpoint", {
    changes: ["listEndpoints", "listDeliveries"],
    onDone: ({ cancelledDeliveries }) => {
      notify({
        kind: "good",
        text: `${name} is deleted; ${formatCount(cancelledDeliveries)} open deliveries are cancelled.`,
      });
      history.push("/console/endpoints");
    },
  });
  return (
    <Panel title="Delete this endpoint">
      <p style={{ margin: 0 }}>
        Its secrets are wiped and its open deliveries are cancelled. Events stay, and can be replayed to
        another endpoint.
      </p>
      <div>
        <ActButton
          route="deleteEndpoint"
          color="red.9"
          reasonNotNow={managedBy === "file" ? FROM_FILE : undefined}
          onClick={() => setIsAsking(true)}
        >
          Delete…
        </ActButton>
      </div>
      <ConfirmDialog
        title={`Delete ${name}`}
        act="Delete the endpoint"
        typedName={name}
        isBusy={remove.isPending}
        error={remove.error}
        isOpen={isAsking}
        onConfirm={() => remove.mutate({ params: { endpoint: name } })}
        onClose={() => setIsAsking(false)}
      >
        What still waits for it is not sent any more.
      </ConfirmDialog>
    </Panel>
  );
}
