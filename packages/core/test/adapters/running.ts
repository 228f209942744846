import type { RefusalCode } from "../../src/adapters/refusal-code.ts";
import type { Webhook } from "../../src/adapters/webhook.ts";
import type { WebhookOptions } from "../../src/adapters/webhook-options.ts";
import { caseOf, verifierFor } from "../support/scheme-cases.ts";
import type { Framework, Setup } from "./framework.ts";

/** A server with what it has told so far. */
export interface Running {
  readonly url: string;
  readonly handled: Webhook[];
  readonly refused: RefusalCode[];
  /** What `onError` was told. */
  readonly errors: unknown[];
  /** What the framework's own error handling was given. */
  readonly frameworkErrors: unknown[];
}

/** What departs from a receiver of Nabla that does nothing with its webhooks. */
export interface Circumstances {
  readonly scheme?: string;
  readonly options?: Partial<WebhookOptions>;
  readonly isBodyTaken?: boolean;
  readonly handler?: Setup["handler"];
}

/** Starts a server, lets a test use it, and closes it whatever happens. */
export async function running(
  { start }: Framework,
  circumstances: Circumstances,
  use: (server: Running) => Promise<void>,
): Promise<void> {
  const { scheme = "nabla", options = {}, isBodyTaken = false, handler = (): void => {} } = circumstances;
  const each = caseOf(scheme);
  const seen = {
    handled: [] as Webhook[],
    refused: [] as RefusalCode[],
    errors: [] as unknown[],
    frameworkErrors: [] as unknown[],
  };
  const server = await start({
    options: {
      verifier: verifierFor(each, [{ secret: each.secret }]),
      onRefused: (code) => void seen.refused.push(code),
      onError: (error) => void seen.errors.push(error),
      ...options,
    },
    handler: (webhook, answer) => {
      seen.handled.push(webhook);
      return handler(webhook, answer);
    },
    isBodyTaken,
    onFrameworkError: (error) => void seen.frameworkErrors.push(error),
  });
  try {
    await use({ url: server.url, ...seen });
  } finally {
    await server.close();
  }
}
