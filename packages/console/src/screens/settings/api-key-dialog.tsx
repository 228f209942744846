import { useState } from "react";
import type { ReactElement } from "react";
import type { Item } from "../../api/answer-types.ts";
import { useAct } from "../../api/use-act.ts";
import { useNotice } from "../../notices/notices.tsx";
import { ActButton } from "../../parts/act-button.tsx";
import { ConfirmDialog } from "../../parts/confirm-dialog.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import { Facts } from "../../parts/facts.tsx";
import { StateBadge } from "../../parts/state-badge.tsx";
import { Timestamp } from "../../parts/timestamp.tsx";
import classes from "./settings.module.css";

type ApiKey = Item<"listApiKeys">;

export interface ApiKeyDialogProps {
  /** Undefined: the dialog is closed. */
  readonly apiKey: ApiKey | undefined;
  readonly onClose: () => void;
}

/** One API key seen whole, without the key itself, and the way to revoke it. */
export function ApiKeyDialog({ apiKey, onClose }: ApiKeyDialogProps): ReactElement {
  return (
    <Dialog title={apiKey?.name ?? ""} isOpen={apiKey !== undefined} onClose={onClose} size="wide">
      {apiKey !== undefined && <ApiKeyContent key={apiKey.id} apiKey={apiKey} onClose={onClose} />}
    </Dialog>
  );
}

function ApiKeyContent({
  apiKey,
  onClose,
}: {
  readonly apiKey: ApiKey;
  readonly onClose: () => void;
}): ReactElement {
  const { id, name, role, state, createdAt, expiresAt, revokedAt, lastUsedAt } = apiKey;
  const [isAsking, setIsAsking] = useState(false);
  const notify = useNotice();
  const revoke = useAct("revokeApiKey", {
    changes: ["listApiKeys"],
    onDone: () => {
      notify({ kind: "good", text: `The key ${name} is revoked.` });
      onClose();
    },
  });
  return (
    <div className={classes["form"]}>
      <Facts
        facts={[
          { name: "Id", value: <code>{id}</code> },
          { name: "Role", value: role },
          { name: "State", value: <StateBadge state={state} /> },
          { name: "Last used", value: <Timestamp at={lastUsedAt} /> },
          { name: "Made", value: <Timestamp at={createdAt} /> },
          { name: "Expires", value: expiresAt === null ? "never" : <Timestamp at={expiresAt} /> },
          ...(revokedAt === null ? [] : [{ name: "Revoked", value: <Timestamp at={revokedAt} /> }]),
        ]}
      />
      <div className={classes["acts"]}>
        <ActButton
          route="revokeApiKey"
          reasonNotNow={revokedAt === null ? undefined : "It is revoked already."}
          onClick={() => setIsAsking(true)}
        >
          Revoke…
        </ActButton>
      </div>
      <ConfirmDialog
        title={`Revoke ${name}`}
        act="Revoke"
        typedName={name}
        isBusy={revoke.isPending}
        error={revoke.error}
        isOpen={isAsking}
        onConfirm={() => revoke.mutate({ params: { apiKey: id } })}
        onClose={() => setIsAsking(false)}
      >
        Its very next request is refused.
      </ConfirmDialog>
    </div>
  );
}
