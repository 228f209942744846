import { createHash } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { Role } from "@countersign/contract";
import type { Sessions } from "../sign-in/sessions.ts";
import type { Store } from "../store/store.ts";
import { hashApiKey, readBearerKey } from "./api-key-text.ts";
import { ApiRefusal } from "./api-refusal.ts";
import type { FailureLimiter } from "./failure-limiter.ts";
import type { Caller } from "./handler.ts";
import { singleHeader } from "./single-header.ts";

export interface AuthenticationParts {
  readonly store: Pick<Store, "access" | "organizations">;
  readonly sessions: Sessions;
  readonly failures: FailureLimiter;
  readonly now: () => number;
}

/** What is to be let in: a request, from where it came, and whom its route is for. */
export interface Entrance {
  readonly request: IncomingMessage;
  readonly address: string;
  readonly roles: readonly Role[];
}

/** Looked up where there is no key to look up, so that a request without one costs what a wrong one costs. */
const HASH_OF_NO_KEY = createHash("sha256").update("no key").digest();

/**
 * Finds who calls, and whether the route is for that role: the holder of the API key, or, where there is no
 * `Authorization` header, the person whose session the console's cookie is.
 *
 * @throws ApiRefusal `unauthenticated` for no key, an unknown, an expired and a revoked one alike and for a session that is
 * over, `too_many_failures` instead where this address had too many of those, `role_not_allowed`.
 */
export async function authenticate(entrance: Entrance, parts: AuthenticationParts): Promise<Caller> {
  const { request, address, roles } = entrance;
  const isWithKey = request.headers.authorization !== undefined;
  const found = isWithKey ? undefined : await findUser(entrance, parts);
  const caller = found ?? (await findKeyHolder(entrance, parts));
  if (caller === undefined) throw parts.failures.refusal(address, "unauthenticated");
  if (!roles.includes(caller.role)) throw new ApiRefusal("role_not_allowed");
  if (caller.apiKey !== undefined) await parts.store.access.noteApiKeyUse(caller.apiKey);
  return caller;
}

/** Whether a caller that was let in would be let in again. What it asks this way keeps no session from idling. */
export async function authenticationHolds(
  entrance: Pick<Entrance, "request" | "address">,
  { caller, parts }: { readonly caller: Caller; readonly parts: AuthenticationParts },
): Promise<boolean> {
  if (caller.signedIn !== undefined) return await parts.sessions.isOpen(caller.signedIn.session);
  return (await findKeyHolder(entrance, parts)) !== undefined;
}

async function findKeyHolder(
  { request, address }: Pick<Entrance, "request" | "address">,
  { store, now }: AuthenticationParts,
): Promise<Caller | undefined> {
  const text = readBearerKey(singleHeader(request, "authorization"));
  const apiKey = await store.access.findApiKey(text === undefined ? HASH_OF_NO_KEY : hashApiKey(text));
  const isExpired = apiKey?.expiresAt !== undefined && apiKey.expiresAt <= now();
  if (apiKey === undefined || apiKey.revokedAt !== undefined || isExpired) return undefined;
  const organization = await nameOf(apiKey.organizationId, store);
  if (organization === undefined) return undefined;
  return {
    organizationId: apiKey.organizationId,
    organization,
    role: apiKey.role,
    apiKey,
    id: `key_${apiKey.id}`,
    actor: { kind: "api_key", name: apiKey.name, address },
  };
}

async function findUser(
  { request, address }: Entrance,
  { store, sessions }: AuthenticationParts,
): Promise<Caller | undefined> {
  const signedIn = await sessions.find(request);
  if (signedIn === undefined) return undefined;
  const { organizationId, role, id, email } = signedIn.user;
  const organization = await nameOf(organizationId, store);
  if (organization === undefined) return undefined;
  const actor = { kind: "user", name: email, address } as const;
  return { organizationId, organization, role, signedIn, id: `usr_${id}`, actor };
}

async function nameOf(
  organizationId: number,
  store: AuthenticationParts["store"],
): Promise<string | undefined> {
  return (await store.organizations.list()).find(({ id }) => id === organizationId)?.name;
}
