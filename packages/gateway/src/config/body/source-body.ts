import type { Scheme } from "countersign";
import type { CallerDocument, SourceDocument } from "../configuration.ts";
import { rateBody } from "./limit-bodies.ts";
import type { RateBody } from "./limit-bodies.ts";
import { quarantineBody } from "./quarantine-body.ts";
import type { QuarantineBody } from "./quarantine-body.ts";
import { schemeBody } from "./scheme-body.ts";
import { literalText, secretBody } from "./secret-body.ts";

const HOUR_MS = 3_600_000;

/** What of a source may be shown, as an entry of the configuration file writes it. */
export type SourceSettings = Omit<
  SourceDocument,
  "scheme" | "hasStoredScheme" | "secrets" | "callers" | "rateLimit" | "quarantine" | "expectedEveryMs"
> & {
  readonly scheme: string | Scheme;
  readonly rateLimit?: RateBody;
  readonly quarantine?: QuarantineBody;
  readonly expectedEveryHours?: number;
};

/** The settings of a source, every default filled in; without its secrets and callers. */
export function sourceSettings(source: SourceDocument): SourceSettings {
  return {
    name: source.name,
    scheme: schemeBody(source),
    path: source.path,
    ...(source.publicUrl !== undefined && { publicUrl: source.publicUrl }),
    method: source.method,
    ...(source.keyEncoding !== undefined && { keyEncoding: source.keyEncoding }),
    ...(source.toleranceMs !== undefined && { toleranceMs: source.toleranceMs }),
    maxBodyBytes: source.maxBodyBytes,
    payloadCheck: source.payloadCheck,
    onConflict: source.onConflict,
    repeatWindowMs: source.repeatWindowMs,
    ...(source.payloadRetentionDays !== undefined && {
      payloadRetentionDays: source.payloadRetentionDays,
    }),
    ...(source.rateLimit !== undefined && { rateLimit: rateBody(source.rateLimit) }),
    ...(source.allowFrom !== undefined && { allowFrom: source.allowFrom }),
    ...(source.quarantine !== undefined && { quarantine: quarantineBody(source.quarantine) }),
    ...(source.expectedEveryMs !== undefined && { expectedEveryHours: source.expectedEveryMs / HOUR_MS }),
  };
}

/** The whole source as an entry of the configuration file, secrets written out. Never to be shown. */
export function sourceBody(source: SourceDocument): Record<string, unknown> {
  return {
    ...sourceSettings(source),
    ...(source.secrets.length > 0 && { secrets: source.secrets.map(secretBody) }),
    ...(source.callers.length > 0 && { callers: source.callers.map(callerBody) }),
  };
}

/** A caller as an entry of the configuration file, secrets written out. Never to be shown. */
export function callerBody({ name, apiKey, secrets }: CallerDocument): Record<string, unknown> {
  return { name, apiKey: literalText(apiKey), secrets: secrets.map(secretBody) };
}
