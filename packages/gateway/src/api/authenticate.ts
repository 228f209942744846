import { createHash } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { Role } from "@countersign/contract";
import type { Store } from "../store/store.ts";
import { hashApiKey, readBearerKey } from "./api-key-text.ts";
import { ApiRefusal } from "./api-refusal.ts";
import type { Caller } from "./handler.ts";
import type { FailureLimiter } from "./failure-limiter.ts";
import { singleHeader } from "./single-header.ts";

export interface AuthenticationParts {
  readonly store: Pick<Store, "access" | "organizations">;
  readonly failures: FailureLimiter;
  readonly now: () => number;
}

/** Looked up where there is no key to look up, so that a request without one costs what a wrong one costs. */
const HASH_OF_NO_KEY = createHash("sha256").update("no key").digest();

/**
 * Finds who calls, and whether the route is for that role.
 *
 * @throws ApiRefusal `unauthenticated` for no key, an unknown, an expired and a revoked one alike, `too_many_failures`
 * instead where this address had too many of those, `role_not_allowed`.
 */
export async function authenticate(
  request: IncomingMessage,
  roles: readonly Role[],
  { store, failures, now }: AuthenticationParts,
): Promise<Caller> {
  const address = request.socket.remoteAddress ?? "";
  const text = readBearerKey(singleHeader(request, "authorization"));
  const apiKey = await store.access.findApiKey(text === undefined ? HASH_OF_NO_KEY : hashApiKey(text));
  const isExpired = apiKey?.expiresAt !== undefined && apiKey.expiresAt <= now();
  if (apiKey === undefined || apiKey.revokedAt !== undefined || isExpired) {
    throw failures.refusal(address, "unauthenticated");
  }
  if (!roles.includes(apiKey.role)) throw new ApiRefusal("role_not_allowed");
  const organizations = await store.organizations.list();
  const organization = organizations.find(({ id }) => id === apiKey.organizationId);
  if (organization === undefined) throw failures.refusal(address, "unauthenticated");
  await store.access.noteApiKeyUse(apiKey);
  return {
    organizationId: organization.id,
    organization: organization.name,
    role: apiKey.role,
    apiKey,
    actor: { kind: "api_key", name: apiKey.name, address },
  };
}
