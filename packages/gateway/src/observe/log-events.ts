import type { LogFieldName } from "./log-fields.ts";

export type LogLevel = "debug" | "info" | "warn" | "error" | "fatal";

export interface LogEventEntry {
  readonly level: LogLevel;
  readonly fields: readonly LogFieldName[];
  readonly meaning: string;
}

/**
 * Every line the gateway can log: its level, the only fields it may hold, and what it tells an operator. A new line is
 * a new entry here; `log` picks the listed fields at run time as well, so a stray property is dropped, not written.
 */
export const logEvents = {
  gateway_listening: {
    level: "info",
    fields: ["url", "version", "durationMs"],
    meaning: "The gateway answers on this address; durationMs is how long the start took.",
  },
  admin_listening: {
    level: "info",
    fields: ["url"],
    meaning: "Metrics are served on this separate address.",
  },
  gateway_stopping: {
    level: "info",
    fields: [],
    meaning: "No new connections; requests and attempts under way are finished.",
  },
  gateway_stopped: {
    level: "info",
    fields: ["durationMs"],
    meaning: "All is finished and the store is closed.",
  },
  stop_deadline_passed: {
    level: "warn",
    fields: ["count"],
    meaning:
      "Requests still open at the end of the stop time were cut; their senders get no answer and try again.",
  },
  listening_beyond_loopback: {
    level: "warn",
    fields: ["url"],
    meaning: "Metrics can be read by whoever reaches this address. Set --admin-listen to move them.",
  },
  console_unreadable: {
    level: "warn",
    fields: ["errorClass", "errorCode"],
    meaning: "The files of the console could not be read; the gateway works without it.",
  },
  insecure_endpoints_allowed: {
    level: "warn",
    fields: [],
    meaning: "Plain http and private addresses are allowed for endpoints. For development only.",
  },
  literal_secret: {
    level: "warn",
    fields: ["line", "column"],
    meaning: "The configuration file holds a secret itself. Use env:, file: or cmd: instead.",
  },
  configuration_applied: {
    level: "info",
    fields: ["count", "durationMs"],
    meaning:
      "The configuration file was read and applied; count is the number of organizations that changed.",
  },
  configuration_problem: {
    level: "error",
    fields: ["code", "line", "column"],
    meaning: "The configuration file has this problem at this place; the running configuration stays.",
  },
  configuration_rejected: {
    level: "error",
    fields: ["code", "count", "errorClass", "errorCode"],
    meaning: "The configuration could not be read or applied; the running configuration stays.",
  },
  configuration_loaded: {
    level: "debug",
    fields: ["count", "durationMs"],
    meaning: "The source table was built anew from the store; count is the number of sources.",
  },
  certificate_loaded: { level: "info", fields: [], meaning: "The TLS certificate and key were read anew." },
  certificate_rejected: {
    level: "error",
    fields: ["errorClass", "errorCode"],
    meaning: "The TLS certificate or key could not be used; the old pair stays.",
  },
  source_unusable: {
    level: "error",
    fields: ["organization", "source", "code"],
    meaning: "A stored source cannot be used and is refused like an unknown one.",
  },
  request_refused: {
    level: "warn",
    fields: ["organization", "source", "code", "status", "suppressed"],
    meaning: "A request was refused. Limited per source and code; suppressed counts the lines left out.",
  },
  api_refused: {
    level: "warn",
    fields: ["code", "status", "suppressed"],
    meaning: "The API refused a request. Limited per code; suppressed counts the lines left out.",
  },
  oidc_refused: {
    level: "warn",
    fields: ["code", "errorClass", "errorCode"],
    meaning:
      "Somebody did not get in with OpenID Connect; the error, where there is one, is what the provider or a check of its answer said.",
  },
  request_failed: {
    level: "error",
    fields: ["requestId", "organization", "source", "errorClass", "errorCode"],
    meaning: "A request ended in an unexpected error; its sender was told this request id.",
  },
  client_error: {
    level: "debug",
    fields: ["code"],
    meaning: "A connection was cut: broken HTTP, too large headers, too slow.",
  },
  store_unavailable: {
    level: "error",
    fields: ["errorClass", "errorCode", "suppressed"],
    meaning: "The store cannot commit; senders are answered 503 and try again.",
  },
  store_recovered: { level: "info", fields: ["durationMs"], meaning: "The store commits again." },
  process_failed: {
    level: "fatal",
    fields: ["errorClass", "errorCode"],
    meaning:
      "A fault of the program that nothing caught; the process ends with 1. What was committed is safe.",
  },
  store_failed: {
    level: "fatal",
    fields: ["errorClass", "errorCode"],
    meaning: "The store can never work again in this process, which therefore ends.",
  },
  wake_channel_lost: {
    level: "warn",
    fields: ["errorClass", "errorCode"],
    meaning:
      "The connection of --database-listen broke; it is opened anew, and until then this gateway finds what others did a second later.",
  },
  others_unknown: {
    level: "error",
    fields: ["errorClass", "errorCode"],
    meaning:
      "What other gateways of the database did could not be taken on, such as a rotation to a master key that is not given to this one; told once, and tried again every second.",
  },
  others_followed: {
    level: "info",
    fields: ["durationMs"],
    meaning: "What other gateways did is taken on again.",
  },
  purge_finished: {
    level: "info",
    fields: ["count", "durationMs"],
    meaning: "What was older than its retention was deleted; count adds up events, answers and payloads.",
  },
  purge_not_flushed: {
    level: "warn",
    fields: [],
    meaning:
      "A reader of the database, such as a backup, kept a part of what was deleted in the database's log; the next purge empties it.",
  },
  purge_failed: {
    level: "error",
    fields: ["errorClass", "errorCode"],
    meaning: "Deleting what is older than its retention failed; it is tried again within the hour.",
  },
  master_key_rotated: {
    level: "info",
    fields: ["count", "durationMs"],
    meaning: "Every key is wrapped under the new master key; the old one opens nothing any more.",
  },
  master_key_rotation_failed: {
    level: "error",
    fields: ["errorClass", "errorCode"],
    meaning: "The rotation of the master key was cut short; both keys are needed until it is finished.",
  },
  endpoint_unusable: {
    level: "error",
    fields: ["organization", "endpoint", "code"],
    meaning:
      "A stored endpoint cannot be used; its deliveries wait in the retry schedule until it is mended.",
  },
  endpoint_failing: {
    level: "warn",
    fields: ["organization", "endpoint", "code", "status"],
    meaning:
      "An attempt failed after the last one to this endpoint had succeeded. Told once until it recovers.",
  },
  endpoint_recovered: {
    level: "info",
    fields: ["organization", "endpoint", "count"],
    meaning: "An attempt succeeded again; count is the number of failed attempts before.",
  },
  circuit_opened: {
    level: "warn",
    fields: ["organization", "endpoint", "code", "count", "retryInMs"],
    meaning:
      "So many attempts in a row failed, the last with this code, that nothing is sent to the endpoint for a while. Told once until the circuit closes.",
  },
  circuit_closed: {
    level: "info",
    fields: ["organization", "endpoint", "count"],
    meaning:
      "A delivery that was tried after the pause succeeded: everything is sent again. count is the number of failed attempts before.",
  },
  endpoint_gone: {
    level: "warn",
    fields: ["organization", "endpoint", "deliveryId"],
    meaning: "The receiver answered 410: this endpoint is disabled and its backlog kept.",
  },
  attempt_failed: {
    level: "debug",
    fields: [
      "organization",
      "endpoint",
      "deliveryId",
      "attempt",
      "code",
      "status",
      "durationMs",
      "retryInMs",
    ],
    meaning: "One attempt failed and will be repeated.",
  },
  attempt_failed_unexpectedly: {
    level: "error",
    fields: ["organization", "endpoint", "deliveryId", "errorClass", "errorCode"],
    meaning: "An attempt ended in an error that the table of results does not know.",
  },
  delivery_failed: {
    level: "warn",
    fields: ["organization", "endpoint", "deliveryId", "attempt", "code", "status"],
    meaning: "The last attempt failed: the delivery is a dead letter.",
  },
  lease_lost: {
    level: "warn",
    fields: ["organization", "endpoint", "deliveryId", "attempt"],
    meaning: "An outcome came after its lease had ended; the delivery may be sent once more.",
  },
  outcome_lost: {
    level: "error",
    fields: ["organization", "endpoint", "deliveryId", "attempt", "errorClass", "errorCode"],
    meaning: "An outcome could not be recorded while its lease held; the delivery will be sent once more.",
  },
  leases_expired: {
    level: "warn",
    fields: ["count"],
    meaning: "Leases ended without an outcome; their deliveries are due again.",
  },
  delivering_paused: {
    level: "error",
    fields: ["errorClass", "errorCode", "retryInMs"],
    meaning: "The store cannot be asked for work; nothing new is delivered until it can.",
  },
  replaying_paused: {
    level: "error",
    fields: ["errorClass", "errorCode", "retryInMs"],
    meaning: "The store cannot carry replays on; they go on where they were once it can.",
  },
  attempts_interrupted: {
    level: "warn",
    fields: ["count"],
    meaning: "Attempts still under way at the end of the stop time were cut; they are repeated.",
  },
} as const satisfies Readonly<Record<string, LogEventEntry>>;

export type LogEvent = keyof typeof logEvents;
