import { pino } from "pino";
import type { DestinationStream } from "pino";
import { logEvents } from "./log-events.ts";
import type { LogEvent, LogLevel } from "./log-events.ts";
import { logFields } from "./log-fields.ts";
import type { LogFieldName, LogFieldValue } from "./log-fields.ts";

type FieldsOf<E extends LogEvent> = (typeof logEvents)[E]["fields"][number];

/** The fields that a line of this event may hold. Each may be left out. */
export type LogFields<E extends LogEvent> = {
  readonly [F in FieldsOf<E>]?: LogFieldValue<F> | undefined;
};

/** Writes one line. Only events and fields of the tables can be passed, and only those are written. */
export type Log = <E extends LogEvent>(event: E, fields: LogFields<E>) => void;

export interface LogOptions {
  /** Lines below this level are left out. Default `info`. */
  readonly level?: LogLevel | "silent";
  /** Where lines go, one JSON object each. Default: standard error, written at once so that a crash loses none. */
  readonly destination?: DestinationStream;
}

/** Our texts are names, ids and codes. Anything longer did not come from our vocabularies. */
const MAX_TEXT_CHARACTERS = 200;
const PRINTABLE = /^[\x20-\x7e]*$/;
const STANDARD_ERROR = 2;

/** Gives the function through which every line of the gateway is logged: pino, JSON, one line each. */
export function createLog(options: LogOptions = {}): Log {
  const destination = options.destination ?? pino.destination({ dest: STANDARD_ERROR, sync: true });
  const logger = pino(
    {
      level: options.level ?? "info",
      base: null,
      formatters: { level: (label) => ({ level: label }) },
      timestamp: pino.stdTimeFunctions.isoTime,
    },
    destination,
  );
  return (event, fields) => {
    const { level } = logEvents[event];
    if (logger.isLevelEnabled(level)) logger[level](pickFields(event, fields));
  };
}

/** A log that writes nothing, for parts that are used without a gateway. */
export const silentLog: Log = () => {};

function pickFields(event: LogEvent, given: Readonly<Partial<Record<LogFieldName, unknown>>>): object {
  const line: Record<string, string | number> = { event };
  for (const field of logEvents[event].fields) {
    const value = checkedValue(field, given[field]);
    if (value !== undefined) line[field] = value;
  }
  return line;
}

function checkedValue(field: LogFieldName, value: unknown): string | number | undefined {
  if (value === undefined || typeof value !== logFieldType[logFields[field].kind]) return undefined;
  if (typeof value === "number") return value;
  if (typeof value !== "string") return undefined;
  return value.length <= MAX_TEXT_CHARACTERS && PRINTABLE.test(value) ? value : "(left out)";
}

const logFieldType = { text: "string", number: "number" } as const;
