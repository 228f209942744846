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
import { checkFields } from "./check-fields.ts";

export interface SourceChecksProps {
  readonly source: Answer<"getSource">;
  /** Somebody else has changed it. */
  readonly onStale: () => void;
}

/** What is asked of each request, to be read and changed. */
export function SourceChecks({ source, onStale }: SourceChecksProps): ReactElement {
  const { role } = useSession();
  const notify = useNotice();
  const update = useAct("updateSource", { changes: ["getSource", "listSources"] });
  return (
    <Panel title="What is asked of each request">
      <SettingsForm
        fields={checkFields}
        resource={source}
        reasonNot={source.managedBy === "file" ? FROM_FILE : whyNot(role, "updateSource")}
        isBusy={update.isPending}
        error={update.error}
        onSave={(changes, onSaved) =>
          update.mutate(
            { params: { source: source.name }, body: changes, ...basedOn(`/api/v1/sources/${source.name}`) },
            {
              onError: onStale,
              onSuccess: () => {
                onSaved();
                notify({ kind: "good", text: "Saved. It counts from the next request on." });
              },
            },
          )
        }
      />
    </Panel>
  );
}
