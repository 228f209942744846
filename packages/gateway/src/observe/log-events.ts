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
    fields: ["signal"],
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
    fields: ["code", "errorCode"],
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
  request_failed: {
    level: "error",
    fields: ["requestId", "organization", "source", "code", "errorClass", "errorCode"],
    meaning: "A request ended in an unexpected error; its sender was told this request id.",
  },
  client_error: {
    level: "debug",
    fields: ["code"],
    meaning: "A connection was cut: broken HTTP, too large headers, too slow.",
  },
  store_unavailable: {
    level: "error",
    fields: ["code", "errorClass", "errorCode", "suppressed"],
    meaning: "The store cannot commit; senders are answered 503 and try again.",
  },
  store_recovered: { level: "info", fields: ["durationMs"], meaning: "The store commits again." },
  store_failed: {
    level: "fatal",
    fields: ["code", "errorClass", "errorCode"],
    meaning: "The store can never work again in this process, which therefore ends.",
  },
} as const satisfies Readonly<Record<string, LogEventEntry>>;

export type LogEvent = keyof typeof logEvents;
