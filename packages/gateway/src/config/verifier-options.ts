import type { VerifierOptions, WebhookKey } from "countersign";
import type { CallerDocument, SecretDocument, SourceDocument } from "./configuration.ts";

/** The part of a source that decides how its requests are verified. */
export type VerifiedSource = Pick<
  SourceDocument,
  "publicUrl" | "method" | "keyEncoding" | "toleranceMs" | "maxBodyBytes" | "secrets" | "callers"
>;

/** What the library's `createVerifier` is given for a source. Callers are named within `organization`. */
export function verifierOptions(source: VerifiedSource, organization: string): VerifierOptions {
  const hasCallers = source.callers.length > 0;
  const callers = source.callers.filter(({ isPaused }) => isPaused !== true);
  return {
    ...(hasCallers ? { callers: callers.map((caller) => callerOption(caller, organization)) } : {}),
    ...(hasCallers ? {} : { keys: source.secrets.map(webhookKey) }),
    ...(source.keyEncoding === undefined ? {} : { keyEncoding: source.keyEncoding }),
    ...(source.publicUrl === undefined ? {} : { publicUrl: source.publicUrl }),
    ...(source.toleranceMs === undefined ? {} : { toleranceMs: source.toleranceMs }),
    method: source.method,
    maxBodyBytes: source.maxBodyBytes,
  };
}

/** A secret as the library takes it; its name is what a verdict reports as `keyId`. */
export function webhookKey(secret: SecretDocument): WebhookKey {
  return {
    id: secret.name,
    secret: secret.value,
    ...(secret.notBefore === undefined ? {} : { notBefore: secret.notBefore }),
    ...(secret.notAfter === undefined ? {} : { notAfter: secret.notAfter }),
  };
}

function callerOption(
  caller: CallerDocument,
  organization: string,
): NonNullable<VerifierOptions["callers"]>[number] {
  return { id: caller.name, organization, apiKey: caller.apiKey, keys: caller.secrets.map(webhookKey) };
}
