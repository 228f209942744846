import type { BodyOf, Routes } from "@countersign/contract";
import { foldEmail } from "../../sign-in/fold-email.ts";
import { needsSetup } from "../../sign-in/needs-setup.ts";
import { hashSecretToken } from "../../sign-in/secret-token.ts";
import { endedSessionCookie } from "../../sign-in/sessions.ts";
import type { SignedIn } from "../../sign-in/sessions.ts";
import type { Actor } from "../../store/audit/audit-note.ts";
import type { User } from "../../store/users/user-store.ts";
import type { ApiParts } from "../api-parts.ts";
import { ApiRefusal } from "../api-refusal.ts";
import type { Caller, Handlers } from "../handler.ts";
import { isoTime } from "../iso-time.ts";
import { showSession } from "./show-session.ts";

/** What the audit log calls whoever tried an email that nobody has: what was typed may be anything, also a password. */
const UNKNOWN = "unknown";

type SessionParts = Pick<
  ApiParts,
  "store" | "settings" | "sessions" | "passwords" | "signInLimits" | "failures" | "now"
>;

export function sessionHandlers(
  parts: SessionParts,
): Handlers<
  | "getSignInOptions"
  | "getSession"
  | "signIn"
  | "acceptInvitation"
  | "signOut"
  | "signOutEverywhere"
  | "changeOwnPassword"
> {
  const { store, settings, sessions, passwords, signInLimits, failures, now } = parts;
  return {
    getSignInOptions: async () => ({
      oidc: settings.oidcIssuer === undefined ? null : { label: settings.oidcLabel },
      isSetupNeeded: await needsSetup(store),
    }),

    getSession: ({ caller }) => showCaller(caller),

    signIn: async ({ body, address, isFromConsole, setHeader }) => {
      if (!isFromConsole) throw new ApiRefusal("console_only");
      const account = { organization: body.organization, email: foldEmail(body.email) };
      const takeBack = signInLimits.attempt(address, account);
      const { organizationId, user } = await findAccount(parts, account);
      const isRight = await passwords.matches(body.password, user?.passwordHash);
      const actor: Actor = { kind: "user", name: user?.email ?? UNKNOWN, address };
      const isAllowed = user !== undefined && isRight && user.disabledAt === undefined;
      const begun = isAllowed ? await sessions.begin(actor, user, "password") : undefined;
      if (user === undefined || begun === undefined) {
        if (organizationId !== undefined) await noteRefusal(parts, { organizationId, actor });
        throw new ApiRefusal("sign_in_refused");
      }
      takeBack();
      setHeader("set-cookie", begun.cookie);
      return showSession({ user, session: begun.session }, account.organization);
    },

    acceptInvitation: async ({ body, address, isFromConsole, setHeader }) => {
      if (!isFromConsole) throw new ApiRefusal("console_only");
      const hash = hashSecretToken(body.code.trim());
      const invited = hash === undefined ? undefined : await store.users.findByInvitation(hash);
      const isOpen = invited?.disabledAt === undefined && (invited?.invitation?.until ?? 0) > now();
      if (invited === undefined || !isOpen) throw failures.refusal(address, "invitation_wrong");
      const actor: Actor = { kind: "user", name: invited.email, address };
      const change = { passwordHash: await passwords.hash(body.password), invitation: undefined };
      const action = "user.accept_invitation";
      const edited = await store.users.edit(actor, invited, { action, change, endsSessions: "all" });
      // Used, replaced or disabled in this moment.
      if (edited.outcome !== "edited") throw failures.refusal(address, "invitation_wrong");
      const begun = await sessions.begin(actor, edited.user, "invitation");
      if (begun === undefined) throw failures.refusal(address, "invitation_wrong");
      setHeader("set-cookie", begun.cookie);
      const signedIn = { user: edited.user, session: begun.session };
      return showSession(signedIn, await organizationName(parts, edited.user));
    },

    signOut: async ({ caller, setHeader }) => {
      const { session } = signedInOf(caller);
      await store.sessions.end(caller.actor, session);
      setHeader("set-cookie", endedSessionCookie);
      return undefined;
    },

    signOutEverywhere: async ({ caller, setHeader }) => {
      const { user } = signedInOf(caller);
      await store.sessions.endAll(caller.actor, user);
      setHeader("set-cookie", endedSessionCookie);
      return undefined;
    },

    changeOwnPassword: async ({ caller, address, body }) => {
      const { user, session } = signedInOf(caller);
      const { organization, actor } = caller;
      const takeBack = signInLimits.attempt(address, { organization, email: user.email });
      const isRight = await passwords.matches(body.password, user.passwordHash);
      if (!isRight) throw new ApiRefusal("password_wrong");
      takeBack();
      const edited = await store.users.edit(actor, user, {
        action: "user.change_password",
        change: { passwordHash: await passwords.hash(body.newPassword), invitation: undefined },
        endsSessions: { except: session.tokenHash },
      });
      // Reset by an admin in this moment, which has ended this session too.
      if (edited.outcome !== "edited") throw new ApiRefusal("password_wrong");
      return showSession({ user: edited.user, session }, organization);
    },
  };
}

function signedInOf({ signedIn }: Caller): SignedIn {
  if (signedIn === undefined) throw new ApiRefusal("session_needed");
  return signedIn;
}

function showCaller(caller: Caller): ReturnType<typeof showSession> {
  const { organization, role, apiKey, signedIn } = caller;
  if (signedIn !== undefined) return showSession(signedIn, organization);
  return {
    organization,
    role,
    name: apiKey?.name ?? "",
    email: null,
    user: null,
    how: "api_key",
    startedAt: null,
    idleUntil: null,
    endsAt: isoTime(apiKey?.expiresAt),
  };
}

async function findAccount(
  { store }: Pick<SessionParts, "store">,
  account: Pick<BodyOf<Routes["signIn"]>, "organization" | "email">,
): Promise<{ readonly organizationId?: number; readonly user?: User }> {
  const organizations = await store.organizations.list();
  const organization = organizations.find(({ name }) => name === account.organization);
  if (organization === undefined) return {};
  const user = await store.users.findByEmail(organization.id, account.email);
  return { organizationId: organization.id, ...(user !== undefined && { user }) };
}

async function organizationName(
  { store }: Pick<SessionParts, "store">,
  { organizationId }: User,
): Promise<string> {
  const organizations = await store.organizations.list();
  return organizations.find(({ id }) => id === organizationId)?.name ?? "";
}

/** Neither the password nor, where nobody has it, the email: both may have been typed into the wrong field. */
async function noteRefusal(
  { store }: Pick<SessionParts, "store">,
  { organizationId, actor }: { readonly organizationId: number; readonly actor: Actor },
): Promise<void> {
  const resource = { kind: "user", name: actor.name };
  await store.audit.note({ organizationId, actor, action: "session.refuse", resource });
}
