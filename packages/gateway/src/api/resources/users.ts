import type { AnswerOf, Routes } from "@countersign/contract";
import { foldEmail } from "../../sign-in/fold-email.ts";
import { hashSecretToken, newSecretToken } from "../../sign-in/secret-token.ts";
import type { Invitation, User, UserEdit } from "../../store/users/user-store.ts";
import type { ApiParts } from "../api-parts.ts";
import { ApiRefusal } from "../api-refusal.ts";
import type { Caller, Handlers } from "../handler.ts";
import { isoTime } from "../iso-time.ts";
import { pageAfter } from "../page-after.ts";

type ShownUser = AnswerOf<Routes["getUser"]>;

/** Long enough for a weekend between the admin and the person. */
const INVITATION_MS = 72 * 60 * 60 * 1000;

/** Somebody else changes the same user at the same moment once or twice, not each time. */
const MAX_TRIES = 5;

export function userHandlers({
  store,
  now,
}: Pick<ApiParts, "store" | "now">): Handlers<
  | "listUsers"
  | "createUser"
  | "getUser"
  | "updateUser"
  | "disableUser"
  | "enableUser"
  | "resetUserPassword"
  | "deleteUser"
> {
  const show = (user: User, { organization }: Caller): ShownUser => ({
    id: publicId(user),
    name: user.name,
    email: user.email,
    role: user.role,
    organization,
    state: user.disabledAt !== undefined ? "disabled" : user.activatedAt === undefined ? "invited" : "active",
    createdAt: isoTime(user.createdAt),
    hasPassword: user.passwordHash !== undefined,
    isLinkedToOidc: user.oidc !== undefined,
    invitedUntil: isoTime((user.invitation?.until ?? 0) > now() ? user.invitation?.until : undefined),
    lastSignedInAt: isoTime(user.lastSignedInAt),
  });

  const find = async (id: string, { organizationId }: Caller): Promise<User> => {
    const users = await store.users.list(organizationId);
    const found = users.find((user) => publicId(user) === id);
    if (found === undefined) throw new ApiRefusal("not_found");
    return found;
  };

  /** Changes the user as it is now: `edit` gives the change, or undefined where there is nothing to do. */
  const change = async (
    { params, caller, checkPrecondition }: ChangeRequest,
    edit: (user: User) => UserEdit | undefined,
  ): Promise<User> => {
    for (let attempt = 0; attempt < MAX_TRIES; attempt += 1) {
      const user = await find(params.user, caller);
      if (attempt === 0) checkPrecondition?.(show(user, caller));
      const wanted = edit(user);
      if (wanted === undefined) return user;
      const edited = await store.users.edit(caller.actor, user, wanted);
      if (edited.outcome === "edited") return edited.user;
      if (edited.outcome === "last_admin") throw new ApiRefusal("last_admin");
    }
    throw new ApiRefusal("unavailable");
  };

  const invite = (): { readonly code: string; readonly invitation: Invitation } => {
    const code = newSecretToken();
    const hash = hashSecretToken(code);
    if (hash === undefined) throw new Error("a code of ours is one");
    return { code, invitation: { hash, until: now() + INVITATION_MS } };
  };

  const showInvited = (
    user: User,
    { caller, code }: { readonly caller: Caller; readonly code: string },
  ): AnswerOf<Routes["createUser"]> => ({
    ...show(user, caller),
    invitation: { code, expiresAt: isoTime(user.invitation?.until ?? 0) },
  });

  return {
    listUsers: async ({ query, caller }) => {
      const users = await store.users.list(caller.organizationId);
      const { items, next } = pageAfter(users, query, publicId);
      return { items: items.map((user) => show(user, caller)), next };
    },

    createUser: async ({ body, caller, remember }) => {
      const { name, role } = body;
      const { organizationId, actor } = caller;
      const { code, invitation } = invite();
      const created = await store.users.create(
        actor,
        { organizationId, name, role, email: foldEmail(body.email), invitation },
        remember((user: User) => showInvited(user, { caller, code })),
      );
      if (created.outcome === "already_answered") throw new ApiRefusal("idempotency_key_reused");
      // Nobody asked for the first one here: what is left is an email in use.
      if (created.outcome !== "created") throw new ApiRefusal("email_taken");
      return showInvited(created.user, { caller, code });
    },

    getUser: async ({ params, caller }) => show(await find(params.user, caller), caller),

    updateUser: async (request) => {
      const { name, role } = request.body;
      const user = await change(request, (present) => {
        const isOtherRole = role !== undefined && role !== present.role;
        if (!isOtherRole && (name === undefined || name === present.name)) return undefined;
        return {
          action: "user.update",
          change: { ...(name !== undefined && { name }), ...(role !== undefined && { role }) },
          ...(isOtherRole && { endsSessions: "all" }),
        };
      });
      return show(user, request.caller);
    },

    disableUser: async (request) => {
      const user = await change(request, ({ disabledAt }) =>
        disabledAt === undefined
          ? { action: "user.disable", change: { disabledAt: now() }, endsSessions: "all" }
          : undefined,
      );
      return show(user, request.caller);
    },

    enableUser: async (request) => {
      const user = await change(request, ({ disabledAt }) =>
        disabledAt === undefined ? undefined : { action: "user.enable", change: { disabledAt: undefined } },
      );
      return show(user, request.caller);
    },

    resetUserPassword: async ({ params, caller }) => {
      const { code, invitation } = invite();
      const user = await change({ params, caller }, () => ({
        action: "user.reset_password",
        change: { passwordHash: undefined, invitation },
        endsSessions: "all",
      }));
      return showInvited(user, { caller, code });
    },

    deleteUser: async ({ params, caller }) => {
      for (let attempt = 0; attempt < MAX_TRIES; attempt += 1) {
        const outcome = await store.users.delete(caller.actor, await find(params.user, caller));
        if (outcome === "last_admin") throw new ApiRefusal("last_admin");
        if (outcome === "deleted") return undefined;
      }
      throw new ApiRefusal("unavailable");
    },
  };
}

/** What the requests that change a user have in common. */
interface ChangeRequest {
  readonly params: { readonly user: string };
  readonly caller: Caller;
  readonly checkPrecondition?: (current: ShownUser) => void;
}

function publicId({ id }: User): string {
  return `usr_${id}`;
}
