import type { EndpointToPlan } from "./plan-endpoint.ts";
import type { SourceToPlan } from "./plan-source.ts";
import type { StoredEndpoint, StoredSource } from "./stored-resource.ts";

/**
 * What deletes a source: its secrets are wiped and its callers removed; its row stays, because events name it. A scheme
 * that it names is written out, so that the scheme can be deleted too.
 */
export function deletionOfSource(stored: StoredSource): SourceToPlan {
  const { hasStoredScheme: _named, ...rest } = stored;
  const document = { ...rest, secrets: [], callers: [] };
  return { stored, wanted: { document, managedBy: stored.managedBy, disabledReason: "deleted" } };
}

/** What deletes an endpoint: its secrets are wiped, with all that may hold a credential; its row stays. */
export function deletionOfEndpoint(stored: StoredEndpoint): EndpointToPlan {
  const { apiKey: _apiKey, hasStoredScheme: _named, ...rest } = stored;
  const document = { ...rest, secrets: [], headers: {} };
  return { stored, wanted: { document, managedBy: stored.managedBy, disabledReason: "deleted" } };
}
