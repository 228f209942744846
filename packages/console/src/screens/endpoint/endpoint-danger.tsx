import { useRouter } from "@tanstack/react-router";
import type { ReactElement } from "react";
import type { Answer } from "../../api/answer-types.ts";
import { useAct } from "../../api/use-act.ts";
import { useNotice } from "../../notices/notices.tsx";
import { formatCount } from "../../numbers/format-count.ts";
import { DeletePanel } from "../../parts/delete-panel.tsx";
import { FROM_FILE } from "../../secrets/secret-owner.ts";

/** Deletes an endpoint for good. */
export function EndpointDanger({ endpoint }: { readonly endpoint: Answer<"getEndpoint"> }): ReactElement {
  const { name, managedBy } = endpoint;
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
    <DeletePanel
      what="endpoint"
      name={name}
      route="deleteEndpoint"
      reasonNotNow={managedBy === "file" ? FROM_FILE : undefined}
      warning="What still waits for it is not sent any more."
      isBusy={remove.isPending}
      error={remove.error}
      onDelete={() => remove.mutate({ params: { endpoint: name } })}
    >
      Its secrets are wiped and its open deliveries are cancelled. Events stay, and can be replayed to another
      endpoint.
    </DeletePanel>
  );
}
