import type { ChangeStep } from "../change.ts";
import type { Actor, AuditNote } from "../audit/audit-note.ts";
import type { Ledger } from "../audit/ledger.ts";
import type { ReservedIds } from "../reserved-ids.ts";
import type {
  AccessStore,
  AnswerKey,
  AnswerToRemember,
  ApiKey,
  CreatedApiKey,
  NewApiKey,
  RememberedAnswer,
} from "./access-store.ts";
import type { AnswerRows } from "./answer-rows.ts";
import type { AnswerVault } from "./answer-vault.ts";
import type { ApiKeyRow, ApiKeyRows, NewApiKeyRow } from "./api-key-rows.ts";

/** When a key was used is known to the minute: a write for each request would cost more than the request. */
const USE_RESOLUTION_MS = 60_000;

/** Answers deleted in one transaction. */
const ANSWERS_PER_PURGE = 500;

export interface SealedAccessOptions {
  readonly engine: ApiKeyRows & AnswerRows;
  readonly ledger: Ledger;
  readonly answers: AnswerVault;
  readonly ids: ReservedIds;
  readonly now: () => number;
}

export class SealedAccess implements AccessStore {
  readonly #options: SealedAccessOptions;

  constructor(options: SealedAccessOptions) {
    this.#options = options;
  }

  async findApiKey(keyHash: Uint8Array): Promise<ApiKey | undefined> {
    const row = await this.#options.engine.findApiKey(keyHash);
    return row === undefined ? undefined : toApiKey(row);
  }

  async listApiKeys(organizationId: number): Promise<readonly ApiKey[]> {
    return (await this.#options.engine.listApiKeys(organizationId)).map(toApiKey);
  }

  async hasApiKeys(): Promise<boolean> {
    return (await this.#options.engine.countApiKeys()) > 0;
  }

  async createApiKey(actor: Actor, key: NewApiKey, remember?: AnswerToRemember): Promise<CreatedApiKey> {
    const { ids, answers, ledger, now } = this.#options;
    const { organizationId, name, role, keyHash } = key;
    const row: NewApiKeyRow = {
      id: await ids.take(),
      organizationId,
      name,
      role,
      keyHash,
      createdAt: now(),
      expiresAt: key.expiresAt ?? null,
      revokedAt: null,
      lastUsedAt: null,
      mustBeFirst: key.mustBeFirst ?? false,
    };
    const steps: ChangeStep[] = [{ kind: "add_api_key", input: row }];
    const apiKey = toApiKey(row);
    if (remember !== undefined) steps.push(await answers.step(remember.key, remember.answer(apiKey)));
    const outcome = await ledger.commit({
      notes: [note(actor, "api_key.create", { organizationId, name, role })],
      steps,
    });
    if (outcome.outcome === "done") return { outcome: "created", apiKey };
    if (outcome.reason === "not_allowed") return { outcome: "not_first" };
    return { outcome: outcome.reason === "already_answered" ? "already_answered" : "name_taken" };
  }

  async revokeApiKey(actor: Actor, key: ApiKey): Promise<boolean> {
    const { ledger, now } = this.#options;
    const { id, organizationId } = key;
    const outcome = await ledger.commit({
      notes: [note(actor, "api_key.revoke", key)],
      steps: [{ kind: "revoke_api_key", input: { id, organizationId, at: now() } }],
    });
    return outcome.outcome === "done";
  }

  async noteApiKeyUse({ id, lastUsedAt }: ApiKey): Promise<void> {
    const now = this.#options.now();
    if (lastUsedAt !== undefined && Math.abs(now - lastUsedAt) < USE_RESOLUTION_MS) return;
    await this.#options.engine.noteApiKeyUse(id, now);
  }

  findAnswer(key: AnswerKey): Promise<RememberedAnswer | undefined> {
    return this.#options.answers.find(key);
  }

  async purgeAnswers(olderThanMs: number): Promise<number> {
    return this.#options.engine.purgeAnswers(this.#options.now() - olderThanMs, ANSWERS_PER_PURGE);
  }
}

function note(
  actor: Actor,
  action: AuditNote["action"],
  { organizationId, name, role }: Pick<ApiKey, "organizationId" | "name" | "role">,
): AuditNote {
  return { organizationId, actor, action, resource: { kind: "api_key", name }, facts: { role } };
}

function toApiKey(row: ApiKeyRow): ApiKey {
  const { id, organizationId, name, role, createdAt, expiresAt, revokedAt, lastUsedAt } = row;
  return {
    id,
    organizationId,
    name,
    role,
    createdAt,
    ...(expiresAt !== null && { expiresAt }),
    ...(revokedAt !== null && { revokedAt }),
    ...(lastUsedAt !== null && { lastUsedAt }),
  };
}
