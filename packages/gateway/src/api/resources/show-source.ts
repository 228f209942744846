import type { AnswerOf, Routes } from "@countersign/contract";
import { sourceSettings } from "../../config/body/source-body.ts";
import type { SourceDocument } from "../../config/configuration.ts";
import type { ResourceFacts } from "../../store/configure/stored-resource.ts";
import { isoTime } from "../iso-time.ts";
import { maskedUrl } from "./masked-url.ts";
import { receiveUrlOf } from "./receive-url.ts";

export type ShownSource = AnswerOf<Routes["getSource"]>;

/** What a source is shown with. */
export interface SourceSurroundings {
  /** Where senders reach this gateway. */
  readonly gatewayUrl: string | undefined;
  /** By the source's id. */
  readonly lastEvents: ReadonlyMap<number, number>;
}

/** A source as the API shows it. */
export function showSource(
  document: SourceDocument,
  facts: ResourceFacts,
  { gatewayUrl, lastEvents }: SourceSurroundings,
): ShownSource {
  const lastEventAt = lastEvents.get(facts.id);
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
    state: stateOfSource(facts),
    managedBy,
    version,
    createdAt: isoTime(createdAt),
    receiveUrl: receiveUrlOf(document, gatewayUrl),
    lastEventAt: lastEventAt === undefined ? null : isoTime(lastEventAt),
  };
}

export function stateOfSource({ disabledReason }: ResourceFacts): ShownSource["state"] {
  if (disabledReason === undefined) return "enabled";
  return disabledReason === "paused" ? "paused" : "removed";
}
