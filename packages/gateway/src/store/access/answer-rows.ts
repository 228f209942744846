/** The answer to a create, kept so that a repeated request with the same idempotency key gets it again. */
export interface AnswerRow {
  readonly organizationId: number;
  /** Keyed digest of the idempotency key, 32 bytes. */
  readonly keyMac: Uint8Array;
  /** Keyed digest of what was asked, 32 bytes: another request under the same key is refused. */
  readonly requestMac: Uint8Array;
  readonly createdAt: number;
  readonly sealedAnswer: Uint8Array;
  readonly dataKeyId: number;
}

export interface AnswerRows {
  findAnswer(organizationId: number, keyMac: Uint8Array): Promise<AnswerRow | undefined>;
  /** Deletes at most `limit` answers made before `before`; returns how many. */
  purgeAnswers(before: number, limit: number): Promise<number>;
}
