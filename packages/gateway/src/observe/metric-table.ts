export type MetricLabel =
  | "organization"
  | "route"
  | "source"
  | "endpoint"
  | "code"
  | "result"
  | "state"
  | "status"
  | "event"
  | "kind";

export interface MetricEntry {
  readonly name: string;
  readonly type: "counter" | "gauge" | "histogram";
  readonly help: string;
  /** Values are configured names, codes, states and statuses only: bounded in number, never from a request. */
  readonly labels: readonly MetricLabel[];
  /** Upper bounds of a histogram, in its unit. */
  readonly buckets?: readonly number[];
}

/** Seconds, from a quick commit to a sender's usual time-out. */
const RECEIVE_BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 1, 5, 30];

/** Seconds, from a near receiver to the default attempt timeout and beyond. */
const ATTEMPT_BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 15, 30];

/** Every metric the gateway serves at `/metrics`, beside the process metrics of prom-client (`process_*`, `nodejs_*`). */
export const metricTable = {
  received: {
    name: "countersign_received_total",
    type: "counter",
    help: "Requests to sources by result: accepted, duplicate, conflict, or the code of the refusal.",
    labels: ["organization", "source", "result"],
  },
  receivedElsewhere: {
    name: "countersign_received_elsewhere_total",
    type: "counter",
    help: "Requests refused without a source: unknown source or path, wrong method, broken, by code.",
    labels: ["code"],
  },
  receiveDuration: {
    name: "countersign_receive_duration_seconds",
    type: "histogram",
    help: "From the whole body read to the answer, for events that were stored or known.",
    labels: [],
    buckets: RECEIVE_BUCKETS,
  },
  bodyBytesInFlight: {
    name: "countersign_body_bytes_in_flight",
    type: "gauge",
    help: "Bytes of request bodies held in memory now.",
    labels: [],
  },
  clientErrors: {
    name: "countersign_client_errors_total",
    type: "counter",
    help: "Connections cut for broken HTTP, too large headers or slowness, by code.",
    labels: ["code"],
  },
  connections: {
    name: "countersign_connections",
    type: "gauge",
    help: "Open connections, all listeners.",
    labels: [],
  },
  storeCommits: {
    name: "countersign_store_commits_total",
    type: "counter",
    help: "Transactions that stored events; far fewer than events under load, because requests share them.",
    labels: [],
  },
  storeUnavailable: {
    name: "countersign_store_unavailable_total",
    type: "counter",
    help: "Calls that the store could not commit.",
    labels: [],
  },
  quarantined: {
    name: "countersign_quarantined_total",
    type: "counter",
    help: "Refused requests that were taken to be kept in quarantine.",
    labels: ["organization", "source"],
  },
  quarantineDropped: {
    name: "countersign_quarantine_dropped_total",
    type: "counter",
    help: "Refused requests that were not kept: too_many at once, too_large, or busy while others waited, by code.",
    labels: ["organization", "source", "code"],
  },
  configurationReloads: {
    name: "countersign_configuration_reloads_total",
    type: "counter",
    help: "Times the configuration file was read, by result: applied or rejected.",
    labels: ["result"],
  },
  logLinesSuppressed: {
    name: "countersign_log_lines_suppressed_total",
    type: "counter",
    help: "Log lines left out because too many of one kind came at once.",
    labels: ["event"],
  },
  attempts: {
    name: "countersign_attempts_total",
    type: "counter",
    help: "Attempts to deliver by result: delivered, or the code of the failure.",
    labels: ["organization", "endpoint", "result"],
  },
  attemptDuration: {
    name: "countersign_attempt_duration_seconds",
    type: "histogram",
    help: "From the start of an attempt to its complete answer or failure.",
    labels: [],
    buckets: ATTEMPT_BUCKETS,
  },
  attemptsInFlight: {
    name: "countersign_attempts_in_flight",
    type: "gauge",
    help: "Attempts under way now, until their outcome is recorded.",
    labels: [],
  },
  deliveriesEnded: {
    name: "countersign_deliveries_ended_total",
    type: "counter",
    help: "Deliveries that ended, by state: delivered, or failed (dead letters).",
    labels: ["organization", "endpoint", "state"],
  },
  deliveries: {
    name: "countersign_deliveries",
    type: "gauge",
    help: "Deliveries now in each state, over all organizations, as the store counts them when asked.",
    labels: ["state"],
  },
  apiRequests: {
    name: "countersign_api_requests_total",
    type: "counter",
    help: "Requests to the API by route, as the contract names it, and status.",
    labels: ["route", "status"],
  },
  circuitChanges: {
    name: "countersign_circuit_changes_total",
    type: "counter",
    help: "Times an endpoint's circuit opened, opened again after a failed trial (reopened), or closed, by state.",
    labels: ["organization", "endpoint", "state"],
  },
  endpointCircuit: {
    name: "countersign_endpoint_circuit",
    type: "gauge",
    help: "The circuit of an endpoint: 0 closed, 1 half open (one delivery at a time is tried), 2 open.",
    labels: ["organization", "endpoint"],
  },
  endpointPending: {
    name: "countersign_endpoint_pending",
    type: "gauge",
    help: "Deliveries that wait for an endpoint, whatever holds them back.",
    labels: ["organization", "endpoint"],
  },
  endpointOldestPending: {
    name: "countersign_endpoint_oldest_pending_seconds",
    type: "gauge",
    help: "Age of the oldest delivery that waits for an endpoint; absent where none does.",
    labels: ["organization", "endpoint"],
  },
  purged: {
    name: "countersign_purged_total",
    type: "counter",
    help: "What was deleted for its age, by kind: payloads (events), responses (commits), metadata (events).",
    labels: ["kind"],
  },
  leasesLost: {
    name: "countersign_leases_lost_total",
    type: "counter",
    help: "Outcomes that came too late or could not be recorded; each may mean a repeated delivery.",
    labels: [],
  },
} as const satisfies Readonly<Record<string, MetricEntry>>;
