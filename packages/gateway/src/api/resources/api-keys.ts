import type { ApiKey } from "../../store/access/access-store.ts";
import type { ApiParts } from "../api-parts.ts";
import { hashApiKey, newApiKeyText } from "../api-key-text.ts";
import { ApiRefusal } from "../api-refusal.ts";
import type { Caller, Handlers } from "../handler.ts";
import { pageAfter } from "../page-after.ts";
import { refusedAt } from "./body-refusal.ts";
import { showApiKey } from "./show-api-key.ts";
import { timeOf } from "./time-of.ts";

export function apiKeyHandlers({
  store,
  now,
}: Pick<ApiParts, "store" | "now">): Handlers<"listApiKeys" | "createApiKey" | "getApiKey" | "revokeApiKey"> {
  const show = (key: ApiKey, { organization }: Caller): ReturnType<typeof showApiKey> =>
    showApiKey(key, { organization, now: now() });

  const find = async (id: string, { organizationId }: Caller): Promise<ApiKey> => {
    const keys = await store.access.listApiKeys(organizationId);
    const found = keys.find((key) => publicId(key) === id);
    if (found === undefined) throw new ApiRefusal("not_found");
    return found;
  };

  return {
    listApiKeys: async ({ query, caller }) => {
      const keys = await store.access.listApiKeys(caller.organizationId);
      const { items, next } = pageAfter(keys, query, publicId);
      return { items: items.map((key) => show(key, caller)), next };
    },

    createApiKey: async ({ body, caller, remember }) => {
      const { name, role } = body;
      const expiresAt = body.expiresAt === undefined ? undefined : timeOf(body.expiresAt);
      if (expiresAt !== undefined && expiresAt <= now()) throw expiresInThePast();
      const key = newApiKeyText();
      const result = await store.access.createApiKey(
        caller.actor,
        {
          organizationId: caller.organizationId,
          name,
          role,
          keyHash: hashApiKey(key),
          ...(expiresAt !== undefined && { expiresAt }),
        },
        remember((created) => ({ ...show(created, caller), key })),
      );
      if (result.outcome === "already_answered") throw new ApiRefusal("idempotency_key_reused");
      // Nobody asked for the first one here: what is left is a name in use.
      if (result.outcome !== "created") throw new ApiRefusal("name_taken");
      return { ...show(result.apiKey, caller), key };
    },

    getApiKey: async ({ params, caller }) => show(await find(params.apiKey, caller), caller),

    revokeApiKey: async ({ params, caller, checkPrecondition }) => {
      const key = await find(params.apiKey, caller);
      checkPrecondition(show(key, caller));
      // False where another request has just revoked it, which is what was wanted.
      await store.access.revokeApiKey(caller.actor, key);
      return show(await find(params.apiKey, caller), caller);
    },
  };
}

function expiresInThePast(): ApiRefusal {
  return refusedAt("/expiresAt", "a time to come", "a time that has passed");
}

function publicId({ id }: ApiKey): string {
  return `key_${id}`;
}
