import { timestampPart } from "../../scheme-facts.ts";
import type { Scheme } from "../../scheme.ts";
import { timestampParsers } from "../../time/timestamp-parsers.ts";
import { createVerifier, type WebhookRequest } from "../../verifier.ts";
import { type Evidence, headerValue } from "../evidence.ts";

/** What a scheme is tried with. */
export interface Trial {
  readonly evidence: Evidence;
  readonly secret: string;
  /** The URL that may have been signed. */
  readonly publicUrl: string | undefined;
}

/** Whether a verifier under this scheme, with this secret, accepts the request at the moment when it was signed. */
export function accepts(scheme: Scheme, { evidence, secret, publicUrl }: Trial): boolean {
  const { request } = evidence.input;
  const keys = [{ secret }];
  const apiKey =
    scheme.caller === undefined ? undefined : (headerValue(evidence, scheme.caller.header) ?? "");
  const who =
    apiKey === undefined ? { keys } : { callers: [{ id: "caller", organization: "captured", apiKey, keys }] };
  try {
    const verifier = createVerifier(scheme, {
      ...who,
      ...(publicUrl !== undefined && publicUrl !== "" && { publicUrl }),
      ...(request.method !== undefined && { method: request.method }),
      now: () => signedAtMs(scheme, evidence) ?? evidence.nowMs,
    });
    return verifier.verify(request as WebhookRequest).ok;
  } catch {
    return false; // A secret or URL that this scheme cannot use.
  }
}

/** The signed time as the scheme reads it. */
export function signedAtMs(scheme: Scheme, evidence: Pick<Evidence, "headers">): number | undefined {
  const part = timestampPart(scheme);
  const text = part === undefined ? undefined : headerValue(evidence, part.header);
  return part === undefined || text === undefined ? undefined : timestampParsers[part.format](text);
}
