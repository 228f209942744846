import type { ApiParts } from "../api-parts.ts";
import { newApiKeyText, hashApiKey } from "../api-key-text.ts";
import { ApiRefusal } from "../api-refusal.ts";
import type { Handlers } from "../handler.ts";
import { showApiKey } from "./show-api-key.ts";

const DEFAULT_KEY_NAME = "setup";

/** The way in: whoever can read the data folder gets an admin key for an organization. */
export function setupHandlers(
  parts: Pick<ApiParts, "store" | "setupCode" | "failures" | "now">,
): Handlers<"setUp" | "setUpUser"> {
  const { store, setupCode, failures, now } = parts;
  return {
    setUpUser: () => {
      throw new ApiRefusal("unavailable");
    },

    setUp: async ({ body, address }) => {
      const actor = { kind: "setup", name: "setup code", address } as const;
      const created = await setupCode.use(body.code, async (isForFirstKey) => {
        if (isForFirstKey && (await store.access.hasApiKeys())) return undefined;
        const organization = await store.organizations.ensure(actor, body.organization);
        const name = body.keyName ?? (await freeKeyName(store, organization.id));
        const key = newApiKeyText();
        const result = await store.access.createApiKey(actor, {
          organizationId: organization.id,
          name,
          role: "admin",
          keyHash: hashApiKey(key),
          mustBeFirst: isForFirstKey,
        });
        if (result.outcome === "not_first") return undefined;
        if (result.outcome !== "created") throw new ApiRefusal("name_taken");
        return { ...showApiKey(result.apiKey, { organization: organization.name, now: now() }), key };
      });
      if (created === undefined) throw failures.refusal(address, "setup_code_wrong");
      return created;
    },
  };
}

/** `setup`, `setup 2` and so on: replacing a lost key must not fail because the lost one has the name. */
async function freeKeyName(store: ApiParts["store"], organizationId: number): Promise<string> {
  const keys = await store.access.listApiKeys(organizationId);
  const taken = new Set(keys.filter(({ revokedAt }) => revokedAt === undefined).map(({ name }) => name));
  for (let number = 2, name = DEFAULT_KEY_NAME; ; number += 1) {
    if (!taken.has(name)) return name;
    name = `${DEFAULT_KEY_NAME} ${number}`;
  }
}
