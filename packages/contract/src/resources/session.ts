import * as z from "zod";
import { defineRoute } from "../define-route.ts";
import { resourceName } from "../resource-name.ts";
import { everyRole } from "../role.ts";
import { timestamp } from "../timestamp.ts";
import { email } from "./users.ts";

/** Length is what makes a password hard to guess (NIST SP 800-63B, 3.1.1); the bound keeps hashing it cheap. */
const MIN_PASSWORD_CHARACTERS = 12;
const MAX_PASSWORD_CHARACTERS = 256;

/** An invitation's code is 43 characters; longer than what anyone pastes around it. */
const MAX_CODE_CHARACTERS = 64;

/** A password that somebody chooses. */
export const newPassword = z
  .string()
  .min(MIN_PASSWORD_CHARACTERS)
  .max(MAX_PASSWORD_CHARACTERS)
  .describe(`Any text of ${MIN_PASSWORD_CHARACTERS} to ${MAX_PASSWORD_CHARACTERS} characters.`);

/** A password that is compared: a wrong one of any length is only wrong. */
const password = z.string().min(1).max(MAX_PASSWORD_CHARACTERS);

export const session = z
  .object({
    organization: z.string(),
    role: z.enum(everyRole),
    name: z.string().describe("The person's name, or the API key's."),
    email: email.nullable().describe("Null for an API key."),
    user: z.string().nullable().describe("The user's id, such as usr_7; null for an API key."),
    how: z
      .enum(["api_key", "password", "invitation", "setup", "oidc"])
      .describe("What was shown to get in. All but `api_key` made a session, kept as a cookie."),
    startedAt: timestamp.nullable(),
    idleUntil: timestamp
      .nullable()
      .describe("The session ends then if nothing is asked in it before; null for an API key."),
    endsAt: timestamp
      .nullable()
      .describe("The session, or the API key, ends then whatever is asked; null where it does not end."),
  })
  .meta({ id: "Session" });

export const signInOptions = z
  .object({
    oidc: z
      .object({ label: z.string().describe("What to write on the button, such as `Clinic account`.") })
      .nullable()
      .describe(
        "Null where signing in with OpenID Connect is not set up; else a link to `/api/v1/oidc/start`.",
      ),
    isSetupNeeded: z.boolean().describe("Nobody can sign in and no API key exists: `setUpUser` comes first."),
  })
  .meta({ id: "SignInOptions" });

export const sessionRoutes = {
  getSignInOptions: defineRoute({
    method: "GET",
    path: "/api/v1/sign-in-options",
    access: "anyone",
    summary: "Tells the ways to sign in.",
    answer: { status: 200, body: signInOptions },
    problems: [],
  }),
  getSession: defineRoute({
    method: "GET",
    path: "/api/v1/session",
    access: everyRole,
    summary: "Tells who calls, in which role, and until when.",
    answer: { status: 200, body: session },
    problems: [],
  }),
  signIn: defineRoute({
    method: "POST",
    path: "/api/v1/session/sign-in",
    access: "anyone",
    summary: "Begins a session in a cookie, for a console on the gateway's own origin.",
    body: z.strictObject({ organization: resourceName, email, password }),
    answer: { status: 200, body: session },
    problems: ["sign_in_refused", "console_only", "too_many_failures"],
  }),
  acceptInvitation: defineRoute({
    method: "POST",
    path: "/api/v1/invitations/accept",
    access: "anyone",
    summary:
      "Sets the password of whoever was given the code, ends the user's sessions, and begins a new one.",
    body: z.strictObject({ code: z.string().min(1).max(MAX_CODE_CHARACTERS), password: newPassword }),
    answer: { status: 200, body: session },
    problems: ["invitation_wrong", "console_only", "too_many_failures"],
  }),
  signOut: defineRoute({
    method: "POST",
    path: "/api/v1/session/sign-out",
    access: everyRole,
    summary: "Ends the session that asks.",
    answer: { status: 204 },
    problems: ["session_needed"],
  }),
  signOutEverywhere: defineRoute({
    method: "POST",
    path: "/api/v1/session/sign-out-everywhere",
    access: everyRole,
    summary: "Ends all sessions of the user that asks, this one too.",
    answer: { status: 204 },
    problems: ["session_needed"],
  }),
  changeOwnPassword: defineRoute({
    method: "POST",
    path: "/api/v1/session/change-password",
    access: everyRole,
    summary: "Sets another password and ends the user's other sessions.",
    body: z.strictObject({ password, newPassword }),
    answer: { status: 200, body: session },
    problems: ["session_needed", "password_wrong"],
  }),
};
