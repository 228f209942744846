import * as z from "zod";
import { defineRoute } from "../define-route.ts";
import { pageOf, pageQuery } from "../page.ts";
import { everyRole } from "../role.ts";
import { timestamp } from "../timestamp.ts";

const MAX_NAME_CHARACTERS = 100;

/** Whatever people call a key; shown in lists and in the audit log. */
export const apiKeyName = z
  .string()
  .min(1)
  .max(MAX_NAME_CHARACTERS)
  .regex(/^[\p{L}\p{N}\p{P}\p{S}]+( [\p{L}\p{N}\p{P}\p{S}]+)*$/u)
  .describe("Words of printable characters with single blanks between them.");

const apiKeyId = z
  .string()
  .regex(/^key_[1-9][0-9]{0,15}$/)
  .describe("An API key's id, such as key_7.");
const role = z.enum(everyRole);

export const apiKey = z
  .object({
    id: apiKeyId,
    name: apiKeyName,
    role,
    organization: z.string(),
    state: z.enum(["active", "expired", "revoked"]),
    createdAt: timestamp,
    expiresAt: timestamp.nullable(),
    revokedAt: timestamp.nullable(),
    lastUsedAt: timestamp.nullable().describe("To the minute."),
  })
  .meta({ id: "ApiKey" });

export const createdApiKey = apiKey
  .extend({ key: z.string().describe("The key itself. Shown this once; the gateway keeps its hash only.") })
  .meta({ id: "CreatedApiKey" });

const params = z.strictObject({ apiKey: apiKeyId });

export const apiKeyRoutes = {
  listApiKeys: defineRoute({
    method: "GET",
    path: "/api/v1/api-keys",
    access: ["admin"],
    summary: "Lists the organization's API keys, newest first, revoked ones included.",
    query: z.strictObject(pageQuery),
    answer: { status: 200, body: pageOf(apiKey) },
    problems: [],
  }),
  createApiKey: defineRoute({
    method: "POST",
    path: "/api/v1/api-keys",
    access: ["admin"],
    summary: "Makes an API key of one role. The key itself is in this answer only.",
    body: z.strictObject({
      name: apiKeyName,
      role,
      expiresAt: timestamp.optional().describe("Default: never."),
    }),
    answer: { status: 201, body: createdApiKey },
    problems: [],
    isIdempotent: true,
  }),
  getApiKey: defineRoute({
    method: "GET",
    path: "/api/v1/api-keys/{apiKey}",
    access: ["admin"],
    summary: "Shows one API key, without the key itself.",
    params,
    answer: { status: 200, body: apiKey },
    problems: [],
    hasEtag: true,
  }),
  revokeApiKey: defineRoute({
    method: "POST",
    path: "/api/v1/api-keys/{apiKey}/revoke",
    access: ["admin"],
    summary:
      "Revokes an API key for good; its very next request is refused. Revoking it again changes nothing.",
    params,
    answer: { status: 200, body: apiKey },
    problems: [],
    hasEtag: true,
  }),
};
