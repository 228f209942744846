import type { Webhook } from "../../src/adapters/webhook.ts";
import type { WebhookOptions } from "../../src/adapters/webhook-options.ts";

/** Answers in the framework's own way; what it gives is for the handler to return. */
export type AnswerOneself = (status: number, text: string) => unknown;

/** What a server of the suite is started with. */
export interface Setup {
  readonly options: WebhookOptions;
  readonly handler: (webhook: Webhook, answer: AnswerOneself) => unknown;
  /** Something reads the body before the adapter can. */
  readonly isBodyTaken: boolean;
  /** Told what reaches the framework's own error handling, which then answers 500. */
  readonly onFrameworkError: (error: unknown) => void;
}

/** A server under test. */
export interface Server {
  /** Where it takes webhooks. */
  readonly url: string;
  readonly close: () => Promise<unknown>;
}

/** How one framework takes part in the suite. */
export interface Framework {
  readonly name: string;
  readonly start: (setup: Setup) => Server | Promise<Server>;
  /** What the error for a body that was taken says to do. */
  readonly remedy: RegExp;
  /** False where errors have no way of their own. */
  readonly hasErrorPath?: boolean;
  /** False where the whole request is read before the function starts. */
  readonly isReadByAdapter?: boolean;
}
