/** A moment: milliseconds since 1970, a `Date`, or strict ISO 8601 text with zone. */
export type Moment = number | Date | string;

/** One version of a signing key. */
export interface WebhookKey {
  /** What verdicts and logs call the key. Default: `key-` and its position in the list, from 1. */
  readonly id?: string | undefined;
  /** The secret as the sender shows it. */
  readonly secret: string;
  /** The key counts from this moment on. Default: always. */
  readonly notBefore?: Moment | undefined;
  /** The key counts until just before this moment. Default: for ever. */
  readonly notAfter?: Moment | undefined;
}
