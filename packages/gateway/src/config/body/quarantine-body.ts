import type { QuarantineDocument } from "../configuration.ts";

const HOUR_MS = 3_600_000;

export type QuarantineBody =
  "off" | { readonly maxItems: number; readonly maxBytes: number; readonly maxAgeHours: number };

/** What is kept of refused requests, as the configuration file writes it. */
export function quarantineBody(quarantine: QuarantineDocument): QuarantineBody {
  if (quarantine === "off") return "off";
  const { maxItems, maxBytes, maxAgeMs } = quarantine;
  return { maxItems, maxBytes, maxAgeHours: maxAgeMs / HOUR_MS };
}
