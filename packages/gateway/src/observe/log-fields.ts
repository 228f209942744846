/**
 * Every field a log line may hold, and what kind of value it takes. Nothing else can be logged: a value comes from our
 * own vocabularies (codes, ids, configured names, counts, times), never from a request, a response or a secret.
 */
export const logFields = {
  attempt: { kind: "number", meaning: "Which try of a delivery, from 1." },
  code: {
    kind: "text",
    meaning: "A code of one of our tables: why a request was refused, what an error was.",
  },
  column: { kind: "number", meaning: "Column in the configuration file, from 1." },
  count: { kind: "number", meaning: "How many." },
  deliveryId: { kind: "text", meaning: "Public id of a delivery." },
  durationMs: { kind: "number", meaning: "How long something took, in milliseconds." },
  endpoint: { kind: "text", meaning: "Name of a configured endpoint." },
  errorClass: { kind: "text", meaning: "Class of an error; its message is never logged." },
  errorCode: { kind: "text", meaning: "Code of an error, such as ENOSPC." },
  line: { kind: "number", meaning: "Line in the configuration file, from 1." },
  organization: { kind: "text", meaning: "Name of a configured organization." },
  requestId: { kind: "text", meaning: "Id of one HTTP request, as told to its sender." },
  retryInMs: { kind: "number", meaning: "Pause until the next try, in milliseconds." },
  source: { kind: "text", meaning: "Name of a configured source." },
  status: { kind: "number", meaning: "An HTTP status." },
  suppressed: { kind: "number", meaning: "Lines of this kind left out since the last one." },
  url: { kind: "text", meaning: "An address this gateway itself listens on." },
  version: { kind: "text", meaning: "Version of this program." },
} as const satisfies Readonly<Record<string, LogField>>;

export interface LogField {
  readonly kind: "text" | "number";
  readonly meaning: string;
}

export type LogFieldName = keyof typeof logFields;

interface KindValues {
  readonly text: string;
  readonly number: number;
}

export type LogFieldValue<F extends LogFieldName> = KindValues[(typeof logFields)[F]["kind"]];
