import type { ReactElement } from "react";
import type { Answer } from "../../api/answer-types.ts";
import { whyNot } from "../../api/acts.ts";
import { basedOn } from "../../api/entity-tags.ts";
import { useSession } from "../../api/session.ts";
import { useAct } from "../../api/use-act.ts";
import { useNotice } from "../../notices/notices.tsx";
import { Panel } from "../../parts/panel.tsx";
import { FROM_FILE } from "../../secrets/secret-owner.ts";
import { SettingsForm } from "../../settings-form/settings-form.tsx";
import { endpointFields } from "./endpoint-fields.ts";

export interface EndpointSettingsProps {
  readonly endpoint: Answer<"getEndpoint">;
  /** Somebody else has changed it. */
  readonly onStale: () => void;
}

/** The settings of an endpoint, to be read and changed. */
export function EndpointSettings({ endpoint, onStale }: EndpointSettingsProps): ReactElement {
  const { name, managedBy } = endpoint;
  const { role } = useSession();
  const notify = useNotice();
  const update = useAct("updateEndpoint", { changes: ["getEndpoint", "listEndpoints"] });
  return (
    <Panel title="Settings">
      <SettingsForm
        fields={endpointFields}
        resource={endpoint}
        reasonNot={managedBy === "file" ? FROM_FILE : whyNot(role, "updateEndpoint")}
        isBusy={update.isPending}
        error={update.error}
        onSave={(changes, onSaved) =>
          update.mutate(
            { params: { endpoint: name }, body: changes, ...basedOn(`/api/v1/endpoints/${name}`) },
            {
              onError: onStale,
              onSuccess: () => {
                onSaved();
                notify({ kind: "good", text: "Saved. It counts from the next try on." });
              },
            },
          )
        }
      />
    </Panel>
  );
}
