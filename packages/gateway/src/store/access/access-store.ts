import type { Actor } from "../audit/audit-note.ts";
import type { Role } from "./role.ts";

export interface ApiKey {
  readonly id: number;
  readonly organizationId: number;
  readonly name: string;
  readonly role: Role;
  readonly createdAt: number;
  readonly expiresAt?: number;
  readonly revokedAt?: number;
  /** When it was last used, to the minute. */
  readonly lastUsedAt?: number;
}

export interface NewApiKey {
  readonly organizationId: number;
  readonly name: string;
  readonly role: Role;
  /** SHA-256 of the key's text, 32 bytes. The text itself never reaches the store. */
  readonly keyHash: Uint8Array;
  readonly expiresAt?: number;
  /** Whether it is made only while there is no key and no user at all. Default false. */
  readonly mustBeFirst?: boolean;
}

/** An answer that was given to a create under an idempotency key. */
export type RememberedAnswer =
  { readonly found: "same_request"; readonly answer: unknown } | { readonly found: "other_request" };

/** Under which key an answer is remembered, and for which request. */
export interface AnswerKey {
  readonly organizationId: number;
  readonly idempotencyKey: string;
  /** Everything the request asked: method, path and body. */
  readonly request: string;
}

/** What to keep in the transaction of a create; `answer` is given what was made. */
export interface AnswerToRemember<Created = ApiKey> {
  readonly key: AnswerKey;
  readonly answer: (created: Created) => unknown;
}

export type CreatedApiKey =
  | { readonly outcome: "created"; readonly apiKey: ApiKey }
  | { readonly outcome: "name_taken" | "already_answered" | "not_first" };

/** Who may use the API: keys are looked up by hash; every change is audited. */
export interface AccessStore {
  /** The key with this hash, also one that is revoked or has expired: the caller decides. */
  findApiKey(keyHash: Uint8Array): Promise<ApiKey | undefined>;
  /** Newest first. */
  listApiKeys(organizationId: number): Promise<readonly ApiKey[]>;
  hasApiKeys(): Promise<boolean>;
  /** Refused as `name_taken` where a key of that name is in use, as `not_first` where it must be the first and is not. */
  createApiKey(actor: Actor, key: NewApiKey, remember?: AnswerToRemember): Promise<CreatedApiKey>;
  /** Refused from the next request on. False where there is no such key in use. */
  revokeApiKey(actor: Actor, key: ApiKey): Promise<boolean>;
  /** Notes that a key was used, at most once a minute per key. */
  noteApiKeyUse(key: ApiKey): Promise<void>;
  findAnswer(key: AnswerKey): Promise<RememberedAnswer | undefined>;
  /** Forgets answers older than `olderThanMs`; returns how many. */
  purgeAnswers(olderThanMs: number): Promise<number>;
}
