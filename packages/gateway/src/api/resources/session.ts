import { ApiRefusal } from "../api-refusal.ts";
import type { Handlers } from "../handler.ts";
import { isoTime } from "../iso-time.ts";

export function sessionHandlers(): Handlers<
  | "getSignInOptions"
  | "getSession"
  | "signIn"
  | "acceptInvitation"
  | "signOut"
  | "signOutEverywhere"
  | "changeOwnPassword"
> {
  return {
    getSignInOptions: () => ({ oidc: null, isSetupNeeded: false }),
    getSession: ({ caller: { organization, role, apiKey } }) => ({
      organization,
      role,
      name: apiKey.name,
      email: null,
      user: null,
      how: "api_key",
      startedAt: null,
      idleUntil: null,
      endsAt: isoTime(apiKey.expiresAt),
    }),
    signIn: () => {
      throw new ApiRefusal("sign_in_refused");
    },
    acceptInvitation: () => {
      throw new ApiRefusal("invitation_wrong");
    },
    signOut: needsSession,
    signOutEverywhere: needsSession,
    changeOwnPassword: needsSession,
  };
}

function needsSession(): never {
  throw new ApiRefusal("session_needed");
}
