import { useState } from "react";
import type { ReactElement } from "react";
import { ActButton } from "../parts/act-button.tsx";
import { ConfirmDialog } from "../parts/confirm-dialog.tsx";
import { EmptyState } from "../parts/empty-state.tsx";
import { LoadingDetail } from "../parts/loading-detail.tsx";
import { Panel } from "../parts/panel.tsx";
import { Problem } from "../parts/problem.tsx";
import { useNotice } from "../notices/notices.tsx";
import { StaticTable } from "../table/static-table.tsx";
import type { Column } from "../table/column.ts";
import { RotateDialog } from "./rotate-dialog.tsx";
import { retireAdvice } from "./retire-advice.ts";
import { signingSecretColumns, verifyingSecretColumns } from "./secret-columns.tsx";
import { FROM_FILE, secretRoutes } from "./secret-owner.ts";
import type { SecretOwner } from "./secret-owner.ts";
import { useErasure, useSecrets } from "./use-secrets.ts";
import type { Secret } from "./use-secrets.ts";

/** The secrets of one owner, with rotation and erasure. */
export function SecretsPanel({ owner }: { readonly owner: SecretOwner }): ReactElement {
  const secrets = useSecrets(owner);
  const [isRotating, setIsRotating] = useState(false);
  const [chosen, setChosen] = useState<Secret>();
  const notify = useNotice();
  const { act, erase } = useErasure(owner, () => {
    setChosen(undefined);
    notify({ kind: "good", text: "The secret is revoked and wiped." });
  });
  const routes = secretRoutes[owner.kind];
  const reasonNotNow = owner.isFromFile ? FROM_FILE : undefined;
  if (secrets.error !== null) return <Problem error={secrets.error} onRetry={() => void secrets.refetch()} />;
  if (secrets.data === undefined) return <LoadingDetail what="secrets" />;
  const { items } = secrets.data;
  const columns: readonly Column<Secret>[] = [
    ...(owner.kind === "endpoint" ? signingSecretColumns : verifyingSecretColumns),
    {
      id: "acts",
      title: "",
      width: "110px",
      align: "end",
      phone: "second",
      cell: (secret) =>
        isWiped(secret) ? null : (
          <ActButton route={routes.erase} reasonNotNow={reasonNotNow} onClick={() => setChosen(secret)}>
            Erase now…
          </ActButton>
        ),
    },
  ];
  // Of a secret that signs nobody tells this gateway whether it is still needed.
  const advice = owner.kind === "endpoint" ? [] : retireAdvice(items);
  return (
    <Panel
      title={`Secrets of ${owner.name}`}
      acts={
        <ActButton route={routes.rotate} reasonNotNow={reasonNotNow} onClick={() => setIsRotating(true)}>
          Rotate…
        </ActButton>
      }
    >
      <StaticTable
        label={`Secrets of ${owner.name}`}
        rows={items}
        columns={columns}
        rowKey={({ name }) => name}
        empty={
          <EmptyState icon="key" title="No secrets">
            Nothing can be verified or signed. Rotate to add one.
          </EmptyState>
        }
      />
      {advice.map((text) => (
        <p key={text} style={{ margin: 0 }}>
          {text}
        </p>
      ))}
      <RotateDialog owner={owner} isOpen={isRotating} onClose={() => setIsRotating(false)} />
      <ConfirmDialog
        title="Erase this secret now"
        act="Erase the secret"
        typedName={chosen?.name ?? ""}
        isBusy={act.isPending}
        error={act.error}
        isOpen={chosen !== undefined}
        onConfirm={() => chosen !== undefined && erase(chosen.name)}
        onClose={() => {
          setChosen(undefined);
          act.reset();
        }}
      >
        {eraseWords(owner, chosen, items.filter((each) => !isWiped(each)).length === 1)}
      </ConfirmDialog>
    </Panel>
  );
}

/** What comes of it, and whether anybody will miss it. */
function eraseWords(owner: SecretOwner, secret: Secret | undefined, isOnlyOne: boolean): string {
  const signs = owner.kind === "endpoint";
  const comes = signs
    ? "Nothing more is signed with it."
    : "The very next request signed with it is refused.";
  if (secret?.isSafeToRetire === true) {
    return `${comes} It has not matched for a day, while a newer one has: nobody should miss it.`;
  }
  if (isOnlyOne) return `${comes} It is the only live secret: rotate first, unless all must stop.`;
  return signs
    ? `${comes} A receiver that does not know the newer one yet will refuse.`
    : `${comes} It may still be in use: see when it last matched.`;
}

function isWiped({ state }: Secret): boolean {
  return state === "revoked";
}
