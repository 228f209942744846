import type { ConfigurationVault } from "../configure/configuration-vault.ts";
import type { OrganizationKeys } from "../organization-keys.ts";
import { GatewayError } from "../../errors.ts";
import type { ChangeStep } from "../change.ts";
import type { AnswerKey, RememberedAnswer } from "./access-store.ts";
import type { AnswerRows } from "./answer-rows.ts";

const KEY_LABEL = "idempotency key";
const REQUEST_LABEL = "idempotent request";

/** There is one answer a key; what binds the seal to its row is the key's digest, checked beside it. */
const CELL = { table: "idempotent_answers", column: "sealed_answer" } as const;

export interface AnswerVaultOptions {
  readonly engine: AnswerRows;
  readonly vault: ConfigurationVault;
  readonly organizationKeys: OrganizationKeys;
  readonly now: () => number;
}

/** Keeps answers to creates, sealed, under keyed digests of the keys that clients choose. */
export class AnswerVault {
  readonly #options: AnswerVaultOptions;

  constructor(options: AnswerVaultOptions) {
    this.#options = options;
  }

  /** The step that keeps an answer in the transaction of the change it tells of. */
  async step(key: AnswerKey, answer: unknown): Promise<ChangeStep> {
    const { organizationId } = key;
    const { keyMac, requestMac } = await this.#digestsOf(key);
    const place = { id: rowIdOf(keyMac), organizationId };
    const { sealed, dataKeyId } = await this.#options.vault.seal(CELL, place, answer);
    const createdAt = this.#options.now();
    const input = { organizationId, keyMac, requestMac, createdAt, sealedAnswer: sealed, dataKeyId };
    return { kind: "remember_answer", input };
  }

  async find(key: AnswerKey): Promise<RememberedAnswer | undefined> {
    const { organizationId } = key;
    const { keyMac, requestMac } = await this.#digestsOf(key);
    const row = await this.#options.engine.findAnswer(organizationId, keyMac);
    if (row === undefined) return undefined;
    if (Buffer.compare(row.requestMac, requestMac) !== 0) return { found: "other_request" };
    const place = { id: rowIdOf(keyMac), organizationId };
    const cell = { sealed: row.sealedAnswer, dataKeyId: row.dataKeyId };
    return { found: "same_request", answer: await this.#options.vault.open(CELL, place, cell) };
  }

  async #digestsOf(key: AnswerKey): Promise<{ readonly keyMac: Buffer; readonly requestMac: Buffer }> {
    const digest = await this.#options.organizationKeys.digestOf(key.organizationId);
    if (digest === undefined) throw new GatewayError("store_unavailable", "the organization has no key");
    const mac = (...parts: readonly string[]): Buffer => digest.digest([Buffer.from(JSON.stringify(parts))]);
    return { keyMac: mac(KEY_LABEL, key.idempotencyKey), requestMac: mac(REQUEST_LABEL, key.request) };
  }
}

/** 48 bits of the digest as a whole number: seals are bound to numbers. */
function rowIdOf(keyMac: Buffer): number {
  return keyMac.readUIntBE(0, 6);
}
