import * as z from "zod";
import { defineRoute } from "../define-route.ts";
import { pageOf, pageQuery } from "../page.ts";
import { everyRole } from "../role.ts";
import { timestamp } from "../timestamp.ts";

const MAX_NAME_CHARACTERS = 100;

/** Longest address that a mail server takes (RFC 5321, 4.5.3.1.3, without its brackets). */
const MAX_EMAIL_CHARACTERS = 254;

/** How people call each other; shown in lists and at sign-in. */
export const userName = z
  .string()
  .min(1)
  .max(MAX_NAME_CHARACTERS)
  .regex(/^[\p{L}\p{N}\p{P}\p{S}]+( [\p{L}\p{N}\p{P}\p{S}]+)*$/u)
  .describe("Words of printable characters with single blanks between them.");

/** Whoever has it is found by it, so there is one spelling of each. */
export const email = z
  .string()
  .max(MAX_EMAIL_CHARACTERS)
  .regex(/^[!-?A-~]+@[!-?A-~]+$/)
  .describe("An email address in ASCII. Upper-case letters are taken as lower-case ones.");

const userId = z
  .string()
  .regex(/^usr_[1-9][0-9]{0,15}$/)
  .describe("A user's id, such as usr_7.");
const role = z.enum(everyRole);

export const user = z
  .object({
    id: userId,
    name: userName,
    email,
    role,
    organization: z.string(),
    state: z
      .enum(["invited", "active", "disabled"])
      .describe("`invited`: has never signed in. `disabled`: cannot sign in."),
    createdAt: timestamp,
    hasPassword: z.boolean(),
    isLinkedToOidc: z.boolean().describe("Has signed in with OpenID Connect, and is known by its subject."),
    invitedUntil: timestamp
      .nullable()
      .describe("Until when the latest invitation can be accepted; null where none is open."),
    lastSignedInAt: timestamp.nullable(),
  })
  .meta({ id: "User" });

export const invitedUser = user
  .extend({
    invitation: z
      .object({
        code: z
          .string()
          .describe(
            "Sets the password once, at `/console/welcome#code=…`. Shown this once; the gateway keeps its hash only.",
          ),
        expiresAt: timestamp,
      })
      .meta({ id: "Invitation" }),
  })
  .meta({ id: "InvitedUser" });

const params = z.strictObject({ user: userId });

export const userRoutes = {
  listUsers: defineRoute({
    method: "GET",
    path: "/api/v1/users",
    access: ["admin"],
    summary: "Lists the organization's users by email, disabled ones included.",
    query: z.strictObject(pageQuery),
    answer: { status: 200, body: pageOf(user) },
    problems: [],
  }),
  createUser: defineRoute({
    method: "POST",
    path: "/api/v1/users",
    access: ["admin"],
    summary:
      "Invites a person. The code of the invitation is in this answer only; with it the person sets a password, within 72 hours.",
    body: z.strictObject({ name: userName, email, role }),
    answer: { status: 201, body: invitedUser },
    problems: ["email_taken"],
    isIdempotent: true,
  }),
  getUser: defineRoute({
    method: "GET",
    path: "/api/v1/users/{user}",
    access: ["admin"],
    summary: "Shows one user.",
    params,
    answer: { status: 200, body: user },
    problems: [],
    hasEtag: true,
  }),
  updateUser: defineRoute({
    method: "PATCH",
    path: "/api/v1/users/{user}",
    access: ["admin"],
    summary: "Changes a user's name or role. Another role ends the user's sessions.",
    params,
    body: z.strictObject({ name: userName.optional(), role: role.optional() }),
    answer: { status: 200, body: user },
    problems: ["last_admin"],
    hasEtag: true,
  }),
  disableUser: defineRoute({
    method: "POST",
    path: "/api/v1/users/{user}/disable",
    access: ["admin"],
    summary: "Ends a user's sessions and refuses further ones. Disabling again changes nothing.",
    params,
    answer: { status: 200, body: user },
    problems: ["last_admin"],
    hasEtag: true,
  }),
  enableUser: defineRoute({
    method: "POST",
    path: "/api/v1/users/{user}/enable",
    access: ["admin"],
    summary: "Lets a disabled user sign in again, as before.",
    params,
    answer: { status: 200, body: user },
    problems: [],
    hasEtag: true,
  }),
  resetUserPassword: defineRoute({
    method: "POST",
    path: "/api/v1/users/{user}/reset-password",
    access: ["admin"],
    summary:
      "Voids a user's password, ends the user's sessions, and gives a new invitation, whose code is in this answer only.",
    params,
    answer: { status: 200, body: invitedUser },
    problems: [],
  }),
  deleteUser: defineRoute({
    method: "DELETE",
    path: "/api/v1/users/{user}",
    access: ["admin"],
    summary: "Deletes a user and ends the user's sessions. The audit log keeps what the user did.",
    params,
    answer: { status: 204 },
    problems: ["last_admin"],
  }),
};
