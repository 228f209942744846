import { foldEmail } from "../../sign-in/fold-email.ts";
import { needsSetup } from "../../sign-in/needs-setup.ts";
import type { ApiParts } from "../api-parts.ts";
import { newApiKeyText, hashApiKey } from "../api-key-text.ts";
import { ApiRefusal } from "../api-refusal.ts";
import type { Handlers } from "../handler.ts";
import { showApiKey } from "./show-api-key.ts";
import { showSession } from "./show-session.ts";

const DEFAULT_KEY_NAME = "setup";

/** The way in: whoever can read the data folder gets an admin key for an organization, or becomes an admin of it. */
export function setupHandlers(
  parts: Pick<ApiParts, "store" | "setupCode" | "failures" | "sessions" | "passwords" | "now">,
): Handlers<"setUp" | "setUpUser"> {
  const { store, setupCode, failures, sessions, passwords, now } = parts;
  return {
    setUp: async ({ body, address }) => {
      const actor = { kind: "setup", name: "setup code", address } as const;
      const created = await setupCode.use(body.code, async (isForFirst) => {
        if (isForFirst && !(await needsSetup(store))) return undefined;
        const organization = await store.organizations.ensure(actor, body.organization);
        const name = body.keyName ?? (await freeKeyName(store, organization.id));
        const key = newApiKeyText();
        const result = await store.access.createApiKey(actor, {
          organizationId: organization.id,
          name,
          role: "admin",
          keyHash: hashApiKey(key),
          mustBeFirst: isForFirst,
        });
        if (result.outcome === "not_first") return undefined;
        if (result.outcome !== "created") throw new ApiRefusal("name_taken");
        return { ...showApiKey(result.apiKey, { organization: organization.name, now: now() }), key };
      });
      if (created === undefined) throw failures.refusal(address, "setup_code_wrong");
      return created;
    },

    setUpUser: async ({ body, address, isFromConsole, setHeader }) => {
      if (!isFromConsole) throw new ApiRefusal("console_only");
      const actor = { kind: "setup", name: "setup code", address } as const;
      const created = await setupCode.use(body.code, async (isForFirst) => {
        if (isForFirst && !(await needsSetup(store))) return undefined;
        const passwordHash = await passwords.hash(body.password);
        const organization = await store.organizations.ensure(actor, body.organization);
        const result = await store.users.create(actor, {
          organizationId: organization.id,
          name: body.name,
          email: foldEmail(body.email),
          role: "admin",
          passwordHash,
          mustBeFirst: isForFirst,
        });
        if (result.outcome === "not_first") return undefined;
        if (result.outcome !== "created") throw new ApiRefusal("email_taken");
        return { user: result.user, organization: organization.name };
      });
      if (created === undefined) throw failures.refusal(address, "setup_code_wrong");
      const { user, organization } = created;
      const begun = await sessions.begin({ kind: "user", name: user.email, address }, user, "setup");
      // An admin has changed or disabled the new user in this moment.
      if (begun === undefined) throw new ApiRefusal("unavailable");
      setHeader("set-cookie", begun.cookie);
      return showSession({ user, session: begun.session }, organization);
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
