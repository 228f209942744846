import type { AnswerOf, Routes } from "@countersign/contract";
import type { ApiKey } from "../../store/access/access-store.ts";
import { isoTime } from "../iso-time.ts";

/** A key as the API shows it, in the state it has at this moment. */
export function showApiKey(
  key: ApiKey,
  { organization, now }: { readonly organization: string; readonly now: number },
): AnswerOf<Routes["getApiKey"]> {
  const isExpired = key.expiresAt !== undefined && key.expiresAt <= now;
  return {
    id: `key_${key.id}`,
    name: key.name,
    role: key.role,
    organization,
    state: key.revokedAt !== undefined ? "revoked" : isExpired ? "expired" : "active",
    createdAt: isoTime(key.createdAt),
    expiresAt: isoTime(key.expiresAt),
    revokedAt: isoTime(key.revokedAt),
    lastUsedAt: isoTime(key.lastUsedAt),
  };
}
