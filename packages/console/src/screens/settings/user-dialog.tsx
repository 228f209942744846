import { NativeSelect } from "@mantine/core";
import { useState } from "react";
import type { ReactElement } from "react";
import type { Answer, Item } from "../../api/answer-types.ts";
import { useAct } from "../../api/use-act.ts";
import { useNotice } from "../../notices/notices.tsx";
import { ActButton } from "../../parts/act-button.tsx";
import { ConfirmDialog } from "../../parts/confirm-dialog.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import { Facts } from "../../parts/facts.tsx";
import { Problem } from "../../parts/problem.tsx";
import { StateBadge } from "../../parts/state-badge.tsx";
import { Timestamp } from "../../parts/timestamp.tsx";
import { readRole, roleChoices } from "./role-choice.ts";
import classes from "./settings.module.css";

type User = Item<"listUsers">;

export interface UserDialogProps {
  /** Undefined: the dialog is closed. */
  readonly user: User | undefined;
  readonly onClose: () => void;
  readonly onInvited: (invited: Answer<"createUser">) => void;
}

/** One user seen whole, and what can be done. That one admin stays is seen to by the gateway, which says so. */
export function UserDialog({ user, ...others }: UserDialogProps): ReactElement {
  return (
    <Dialog title={user?.name ?? ""} isOpen={user !== undefined} onClose={others.onClose} size="wide">
      {user !== undefined && <UserContent key={`${user.id} ${user.role}`} user={user} {...others} />}
    </Dialog>
  );
}

interface UserContentProps extends UserDialogProps {
  readonly user: User;
}

function UserContent({ user, onClose, onInvited }: UserContentProps): ReactElement {
  const { id, email, state } = user;
  const [role, setRole] = useState(user.role);
  const [asking, setAsking] = useState<"delete" | "reset">();
  const acts = useUserActs(user, { onClose, onInvited });
  const call = { params: { user: id } };
  const error = acts.update.error ?? acts.disable.error ?? acts.enable.error;
  return (
    <div className={classes["form"]}>
      <Facts facts={factsOf(user)} />
      <NativeSelect
        label="Role"
        description="Another role ends the user's sessions."
        data={[...roleChoices]}
        value={role}
        onChange={(event) => setRole(readRole(event.currentTarget.value))}
      />
      {error !== null && <Problem error={error} />}
      <div className={classes["acts"]}>
        <ActButton route="deleteUser" onClick={() => setAsking("delete")}>
          Delete…
        </ActButton>
        <ActButton
          route="resetUserPassword"
          reasonNotNow={state === "disabled" ? "Enable the user first." : undefined}
          onClick={() => setAsking("reset")}
        >
          {state === "invited" ? "Invite again…" : "Reset the password…"}
        </ActButton>
        {state === "disabled" ? (
          <ActButton
            route="enableUser"
            loading={acts.enable.isPending}
            onClick={() => acts.enable.mutate(call)}
          >
            Enable
          </ActButton>
        ) : (
          <ActButton
            route="disableUser"
            loading={acts.disable.isPending}
            onClick={() => acts.disable.mutate(call)}
          >
            Disable
          </ActButton>
        )}
        <ActButton
          route="updateUser"
          variant="filled"
          loading={acts.update.isPending}
          reasonNotNow={role === user.role ? "That is the role already." : undefined}
          onClick={() => acts.update.mutate({ ...call, body: { role } })}
        >
          Change the role
        </ActButton>
      </div>
      <ConfirmDialog
        title={`Delete ${email}`}
        act="Delete the user"
        typedName={email}
        isBusy={acts.remove.isPending}
        error={acts.remove.error}
        isOpen={asking === "delete"}
        onConfirm={() => acts.remove.mutate(call)}
        onClose={() => setAsking(undefined)}
      >
        Ends the user&apos;s sessions. The audit log keeps what the user did.
      </ConfirmDialog>
      <ConfirmDialog
        title={state === "invited" ? `Invite ${email} again` : `Reset the password of ${email}`}
        act="Make a new invitation"
        isBusy={acts.reset.isPending}
        error={acts.reset.error}
        isOpen={asking === "reset"}
        onConfirm={() => acts.reset.mutate(call)}
        onClose={() => setAsking(undefined)}
      >
        {state === "invited"
          ? "The invitation before it is void from then on."
          : "The present password is void at once and every session of the user ends. A new invitation lets the person choose another."}
      </ConfirmDialog>
    </div>
  );
}

function factsOf(user: User): Parameters<typeof Facts>[0]["facts"] {
  const { email, state, createdAt, invitedUntil, lastSignedInAt, isLinkedToOidc, hasPassword } = user;
  const ways = [hasPassword && "password", isLinkedToOidc && "OpenID Connect"].filter(Boolean);
  return [
    { name: "Email", value: email },
    { name: "State", value: <StateBadge state={state} /> },
    { name: "Signs in with", value: ways.length === 0 ? "nothing yet" : ways.join(", ") },
    { name: "Last signed in", value: <Timestamp at={lastSignedInAt} /> },
    { name: "Invitation is good until", value: <Timestamp at={invitedUntil} /> },
    { name: "Made", value: <Timestamp at={createdAt} /> },
  ];
}

/** What can be done with a user, each with what is said and shown afterwards. */
function useUserActs({ email }: User, { onClose, onInvited }: Omit<UserDialogProps, "user">) {
  const notify = useNotice();
  const changes = ["listUsers"] as const;
  const tell = (text: string) => (): void => {
    notify({ kind: "good", text });
    onClose();
  };
  return {
    update: useAct("updateUser", { changes, onDone: tell(`${email} has another role now.`) }),
    disable: useAct("disableUser", { changes, onDone: tell(`${email} cannot sign in any more.`) }),
    enable: useAct("enableUser", { changes, onDone: tell(`${email} can sign in again.`) }),
    remove: useAct("deleteUser", { changes, onDone: tell(`${email} is deleted.`) }),
    reset: useAct("resetUserPassword", {
      changes,
      onDone: (invited) => {
        onClose();
        onInvited(invited);
      },
    }),
  };
}
