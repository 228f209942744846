import type { ActivityRow } from "../store/activity/activity-rows.ts";
import type { StoredEndpoint } from "../store/configure/stored-resource.ts";
import type { EndpointState } from "../store/delivering.ts";
import { sumActivity } from "../activity/overview.ts";
import type { AttentionEntry } from "./attention-entry.ts";

/** A receiver that restarts fails a few. */
const MIN_FAILED = 5;

/** Longer than the first three retries take. */
const LATE_AFTER_MS = 15 * 60_000;

/** What the last hour and its present state say of one endpoint. */
export function endpointAttention(
  endpoint: StoredEndpoint,
  around: {
    readonly lastHour: readonly ActivityRow[];
    readonly state: EndpointState | undefined;
    readonly now: number;
  },
): readonly AttentionEntry[] {
  const resource = { kind: "endpoint", name: endpoint.name } as const;
  const { state, now } = around;
  const { delivered, attemptsFailed } = sumActivity(around.lastHour);
  const entries: AttentionEntry[] = [];
  const pending = state?.pending ?? 0;
  const since = state?.oldestPendingAt;
  if (endpoint.disabledReason === "gone") {
    entries.push({ kind: "endpoint_gone", resource, count: pending, since });
  } else if (!endpoint.isEnabled) {
    if (pending > 0) entries.push({ kind: "endpoint_paused", resource, count: pending, since });
  } else if (state !== undefined && state.circuit !== "closed") {
    const { consecutiveFailures: count, circuitOpenUntil: until } = state;
    entries.push({ kind: "circuit_open", resource, count, since, until });
  } else if (attemptsFailed >= MIN_FAILED && attemptsFailed > delivered) {
    entries.push({ kind: "endpoint_failing", resource, count: attemptsFailed, since });
  } else if (since !== undefined && now - since > LATE_AFTER_MS) {
    entries.push({ kind: "deliveries_late", resource, count: pending, since });
  }
  if (state !== undefined && state.failed > 0) {
    entries.push({ kind: "dead_letters", resource, count: state.failed });
  }
  if (state !== undefined && state.held > 0) {
    entries.push({ kind: "events_held", resource, count: state.held });
  }
  return entries;
}
