import * as z from "zod";
import { defineRoute } from "../define-route.ts";
import { resourceName } from "../resource-name.ts";

/**
 * Why signing in with OpenID Connect failed: the browser is sent to `/console/sign-in?failed=…` with one of these. Whoever
 * is refused learns no more; the gateway's log says which check it was.
 */
export const oidcFailures = {
  refused: "The identity provider or the gateway did not accept this sign-in. Start again.",
  not_invited: "Nobody here is known by the account that was used. Ask an admin for an invitation.",
  unavailable: "The identity provider could not be reached. Try again in a while.",
  too_many_failures: "Too many sign-ins failed. Wait a minute, then start again.",
} as const;

export type OidcFailure = keyof typeof oidcFailures;

/** More than any provider sends; what is longer was not sent by one. */
const MAX_CALLBACK_CHARACTERS = 4096;

const fromProvider = z.string().max(MAX_CALLBACK_CHARACTERS).optional();

export const oidcRoutes = {
  startOidc: defineRoute({
    method: "GET",
    path: "/api/v1/oidc/start",
    access: "anyone",
    summary: "Sends a browser to the identity provider.",
    query: z.strictObject({
      organization: resourceName.optional().describe("Default: the one of the setting `oidcOrganization`."),
    }),
    answer: { status: 303 },
    problems: ["not_found"],
  }),
  finishOidc: defineRoute({
    method: "GET",
    path: "/api/v1/oidc/callback",
    access: "anyone",
    summary:
      "Where the identity provider sends the browser back to: begins a session and goes on to `/console/`, or to `/console/sign-in?failed=…` where it refuses.",
    query: z.looseObject({ code: fromProvider, state: fromProvider, error: fromProvider, iss: fromProvider }),
    // RFC 6749, 4.1.2: parameters that are not known are to be ignored.
    isQueryOpen: true,
    answer: { status: 303 },
    problems: ["not_found"],
  }),
};
