import type { OidcFailure } from "@countersign/contract";
import { errorFields } from "../../observe/error-fields.ts";
import { cookieText } from "../../sign-in/cookies.ts";
import { foldEmail } from "../../sign-in/fold-email.ts";
import type { OidcIdentity } from "../../sign-in/oidc/oidc-client.ts";
import { OidcRefusal } from "../../sign-in/oidc/oidc-refusal.ts";
import type { Actor } from "../../store/audit/audit-note.ts";
import type { User } from "../../store/users/user-store.ts";
import type { ApiParts } from "../api-parts.ts";
import { ApiRefusal } from "../api-refusal.ts";
import type { Handlers } from "../handler.ts";

const FLOW_COOKIE = "__Host-countersign-oidc";

/** As long as the client takes a flow for one of now. */
const FLOW_MS = 10 * 60_000;

const CONSOLE = "/console/";
const SIGN_IN = "/console/sign-in";

type OidcParts = Pick<ApiParts, "store" | "settings" | "sessions" | "failures" | "oidc" | "log">;

/** Signing in with OpenID Connect: a browser goes to the provider and comes back, and never sees JSON. */
export function oidcHandlers(parts: OidcParts): Handlers<"startOidc" | "finishOidc"> {
  const { settings, sessions, failures, log } = parts;

  const refused = (error: unknown, address: string): string => {
    if (!(error instanceof OidcRefusal)) throw error;
    const { failure, cause } = error;
    log("oidc_refused", { code: failure, ...(cause !== undefined && errorFields(cause)) });
    if (failure === "unavailable") return failed(failure);
    const { code } = failures.refusal(address, "sign_in_refused");
    return failed(code === "too_many_failures" ? code : failure);
  };

  return {
    startOidc: async ({ query, address, setHeader }) => {
      const client = await clientOf(parts);
      try {
        const organization = query.organization ?? settings.oidcOrganization ?? "";
        const { location, flow } = await client.start(organization);
        setHeader("set-cookie", flowCookie(flow, FLOW_MS));
        setHeader("location", location);
      } catch (error) {
        setHeader("location", refused(error, address));
      }
      return undefined;
    },

    finishOidc: async ({ address, target, cookie, setHeader }) => {
      const client = await clientOf(parts);
      // Good for one try.
      setHeader("set-cookie", flowCookie("", 0));
      try {
        const identity = await client.finish(target, cookie(FLOW_COOKIE));
        const user = await findUser(parts, identity, address);
        const actor: Actor = { kind: "user", name: user.email, address };
        const begun = await sessions.begin(actor, user, "oidc");
        if (begun === undefined) throw new OidcRefusal("not_invited");
        setHeader("set-cookie", begun.cookie);
        setHeader("location", CONSOLE);
      } catch (error) {
        setHeader("location", refused(error, address));
      }
      return undefined;
    },
  };
}

async function clientOf({ oidc }: OidcParts): Promise<NonNullable<Awaited<OidcParts["oidc"]>>> {
  const client = await oidc;
  if (client === undefined) throw new ApiRefusal("not_found");
  return client;
}

/** The user that the provider's account was linked with, or who was invited by its verified email and is linked now. */
async function findUser({ store }: OidcParts, identity: OidcIdentity, address: string): Promise<User> {
  const { oidc, verifiedEmail } = identity;
  const organizations = await store.organizations.list();
  const organization = organizations.find(({ name }) => name === identity.organization);
  if (organization === undefined) throw new OidcRefusal("not_invited");
  const known = await store.users.findBySubject(organization.id, oidc);
  if (known?.disabledAt !== undefined) throw new OidcRefusal("not_invited");
  if (known !== undefined) return known;
  const email = foldEmail(verifiedEmail ?? "");
  const invited = email === "" ? undefined : await store.users.findByEmail(organization.id, email);
  // Whoever is linked with one account is not taken over by another that has got the same email.
  if (invited === undefined || invited.oidc !== undefined || invited.disabledAt !== undefined) {
    throw new OidcRefusal("not_invited");
  }
  const actor: Actor = { kind: "user", name: invited.email, address };
  const linked = await store.users.edit(actor, invited, { action: "user.link_oidc", change: { oidc } });
  if (linked.outcome !== "edited") throw new OidcRefusal("not_invited");
  return linked.user;
}

function failed(failure: OidcFailure): string {
  return `${SIGN_IN}?failed=${failure}`;
}

/** Lax: the browser comes from the provider's site. */
function flowCookie(value: string, maxAgeMs: number): string {
  return cookieText({ name: FLOW_COOKIE, value, maxAgeMs, sameSite: "Lax" });
}
