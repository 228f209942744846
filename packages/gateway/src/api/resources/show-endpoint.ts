import type { AnswerOf, Routes } from "@countersign/contract";
import { endpointSettings } from "../../config/body/endpoint-body.ts";
import type { ConditionDocument, EndpointDocument } from "../../config/configuration.ts";
import type { ResourceFacts, StoredEndpoint } from "../../store/configure/stored-resource.ts";
import { isoTime } from "../iso-time.ts";
import { maskedUrl } from "./masked-url.ts";

export type ShownEndpoint = AnswerOf<Routes["getEndpoint"]>;

/** An endpoint as the API shows it. */
export function showEndpoint(document: EndpointDocument, facts: ResourceFacts): ShownEndpoint {
  const { scheme, where, activeHours, orderBy, circuit, ...settings } = endpointSettings(document);
  const { managedBy, version, createdAt } = facts;
  return {
    ...settings,
    url: maskedUrl(document.url),
    scheme: typeof scheme === "string" ? scheme : { ...scheme },
    sources: [...settings.sources],
    events: [...settings.events],
    forwardHeaders: [...settings.forwardHeaders],
    retryScheduleMs: [...settings.retryScheduleMs],
    ...(where !== undefined && { where: where.map(mutable) }),
    ...(circuit !== undefined && { circuit }),
    ...(activeHours !== undefined && { activeHours: [...activeHours] }),
    ...(orderBy !== undefined && { orderBy }),
    hasApiKey: document.apiKey !== undefined,
    headerNames: Object.keys(document.headers),
    state: stateOf(facts),
    managedBy,
    version,
    createdAt: isoTime(createdAt),
  };
}

/** An endpoint as it is stored. */
export function showStoredEndpoint(stored: StoredEndpoint): ShownEndpoint {
  return showEndpoint(stored, stored);
}

/** The contract's types are those of a parsed answer, which is nobody else's. */
function mutable(condition: ConditionDocument): NonNullable<ShownEndpoint["where"]>[number] {
  return "oneOf" in condition ? { ...condition, oneOf: [...condition.oneOf] } : { ...condition };
}

function stateOf({ disabledReason }: ResourceFacts): ShownEndpoint["state"] {
  if (disabledReason === undefined) return "enabled";
  return disabledReason === "deleted" ? "removed" : disabledReason;
}
