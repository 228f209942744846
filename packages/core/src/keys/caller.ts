import type { WebhookKey } from "./webhook-key.ts";

/** Who an inbound API key names. */
export interface Caller {
  /** What verdicts call the caller. */
  readonly id: string;
  /** The organization the caller's events belong to. */
  readonly organization: string;
  /** The API key that the caller sends in the scheme's caller header. */
  readonly apiKey: string;
  /** The caller's signing keys. */
  readonly keys: readonly WebhookKey[];
}
