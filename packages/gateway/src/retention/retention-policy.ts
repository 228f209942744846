import type { Settings } from "../config/settings.ts";
import type { RetentionPolicy } from "../store/retention/retention-store.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

/** How long this gateway keeps what no source says otherwise of. */
export function retentionPolicy(
  settings: Pick<Settings, "payloadRetentionDays" | "metadataRetentionDays" | "auditRetentionDays">,
): RetentionPolicy {
  return {
    payloadMs: settings.payloadRetentionDays * DAY_MS,
    metadataMs: settings.metadataRetentionDays * DAY_MS,
    auditMs: settings.auditRetentionDays * DAY_MS,
  };
}
