import type { AnswerOf, Routes } from "@countersign/contract";
import { sourceSettings } from "../../config/body/source-body.ts";
import type { SourceDocument } from "../../config/configuration.ts";
import type { ResourceFacts, StoredSource } from "../../store/configure/stored-resource.ts";
import { isoTime } from "../iso-time.ts";
import { maskedUrl } from "./masked-url.ts";

export type ShownSource = AnswerOf<Routes["getSource"]>;

/** A source as the API shows it. */
export function showSource(document: SourceDocument, facts: ResourceFacts): ShownSource {
  const { scheme, publicUrl, rateLimit, allowFrom, ...settings } = sourceSettings(document);
  const { managedBy, version, createdAt } = facts;
  return {
    ...settings,
    // The contract knows a scheme as JSON and the methods as a list; the readers of the configuration let no other by.
    scheme: typeof scheme === "string" ? scheme : { ...scheme },
    method: settings.method as ShownSource["method"],
    ...(publicUrl !== undefined && { publicUrl: maskedUrl(publicUrl) }),
    ...(rateLimit !== undefined && { rateLimit }),
    ...(allowFrom !== undefined && { allowFrom: [...allowFrom] }),
    state: stateOf(facts),
    managedBy,
    version,
    createdAt: isoTime(createdAt),
  };
}

/** A source as it is stored. */
export function showStoredSource(stored: StoredSource): ShownSource {
  return showSource(stored, stored);
}

function stateOf({ disabledReason }: ResourceFacts): ShownSource["state"] {
  if (disabledReason === undefined) return "enabled";
  return disabledReason === "paused" ? "paused" : "removed";
}
