import * as z from "zod";
import { defineRoute } from "../define-route.ts";
import { resourceName } from "../resource-name.ts";
import { apiKeyName, createdApiKey } from "./api-keys.ts";
import { newPassword, session } from "./session.ts";
import { email, userName } from "./users.ts";

/** The code is 128 bits in Crockford's base32; longer than any spelling of it with separators. */
const MAX_CODE_CHARACTERS = 64;

const code = z.string().min(1).max(MAX_CODE_CHARACTERS).describe("Content of the file `setup-code`.");

export const setupRoutes = {
  setUp: defineRoute({
    method: "POST",
    path: "/api/v1/setup",
    access: "anyone",
    summary:
      "Uses the setup code from the gateway's data folder: adds the organization if it is missing, and an admin key for it.",
    body: z.strictObject({
      code,
      organization: resourceName,
      keyName: apiKeyName.optional().describe("Default `setup`."),
    }),
    answer: { status: 201, body: createdApiKey },
    problems: ["setup_code_wrong", "too_many_failures"],
  }),
  setUpUser: defineRoute({
    method: "POST",
    path: "/api/v1/setup/user",
    access: "anyone",
    summary:
      "Uses the setup code from the gateway's data folder: adds the organization if it is missing, makes an admin of it, and begins a session.",
    body: z.strictObject({
      code,
      organization: resourceName,
      name: userName,
      email,
      password: newPassword,
    }),
    answer: { status: 201, body: session },
    problems: ["setup_code_wrong", "email_taken", "console_only", "too_many_failures"],
  }),
};
