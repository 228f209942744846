import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import type { ReactElement } from "react";
import type { Answer } from "../../api/answer-types.ts";
import { useList } from "../../api/use-list.ts";
import { ActButton } from "../../parts/act-button.tsx";
import { EmptyState } from "../../parts/empty-state.tsx";
import { DataTable } from "../../table/data-table.tsx";
import { InviteDialog } from "./invite-dialog.tsx";
import { ShownOnce } from "./shown-once.tsx";
import { userColumns } from "./user-columns.tsx";
import { UserDialog } from "./user-dialog.tsx";
import classes from "./settings.module.css";

const route = getRouteApi("/console/settings");

/** The people of the organization: who they are, what they may do. */
export function UserSettings(): ReactElement {
  const { user: open } = route.useSearch();
  const navigate = route.useNavigate();
  const users = useList("listUsers");
  const [isInviting, setIsInviting] = useState(false);
  // Here and nowhere else: closing the dialog forgets the code.
  const [invited, setInvited] = useState<Answer<"createUser">>();
  return (
    <>
      <div className={classes["head"]}>
        <p className={classes["says"]}>
          Nobody but the person knows the password: an invitation lets the person choose it.
        </p>
        <ActButton route="createUser" variant="filled" onClick={() => setIsInviting(true)}>
          Invite…
        </ActButton>
      </div>
      <DataTable
        label="Users"
        list={users}
        columns={userColumns}
        rowKey={({ id }) => id}
        rowName={({ email }) => email}
        rowHref={({ id }) => `/console/settings?tab=users&user=${id}`}
        empty={
          <EmptyState icon="person" title="No users yet">
            Invite the first; until then API keys are the only way in.
          </EmptyState>
        }
      />
      <InviteDialog isOpen={isInviting} onClose={() => setIsInviting(false)} onInvited={setInvited} />
      <UserDialog
        user={users.rows.find(({ id }) => id === open)}
        onClose={() => void navigate({ search: { tab: "users" } })}
        onInvited={setInvited}
      />
      <ShownOnce
        title={`Invitation of ${invited?.name ?? ""}`}
        what="invitation link"
        says="Give the link to the person by a way that you trust. Whoever opens it sets the password. It is good once, for 72 hours."
        text={invited && `${globalThis.location.origin}/console/welcome#code=${invited.invitation.code}`}
        onClose={() => setInvited(undefined)}
      />
    </>
  );
}
