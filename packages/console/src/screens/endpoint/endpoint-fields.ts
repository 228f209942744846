import type { SettingField } from "../../settings-form/setting-field.ts";

/** What may be changed of an endpoint, without what it alone knows: secrets, API key, headers. */
export const endpointFields: readonly SettingField[] = [
  { key: "url", label: "URL", kind: "text", says: "Where events are posted to." },
  { key: "sources", label: "Sources", kind: "lines", says: "Names, one a line; * is any run of characters." },
  { key: "events", label: "Event types", kind: "lines", says: "One a line; * is any run of characters." },
  {
    key: "retryScheduleMs",
    label: "Waits between tries",
    kind: "durations",
    says: "After the first try fails, and so on: 5s, 1m, 1h. After the last it is a dead letter.",
  },
  { key: "concurrency", label: "At once", kind: "number", says: "So many deliveries at a time." },
  { key: "rate", label: "Rate", kind: "rate", says: "Such as 50/s, or 600/m burst 20. Empty: no limit." },
  { key: "connectTimeoutMs", label: "Time to connect", kind: "duration", says: "Longer is a failed try." },
  { key: "attemptTimeoutMs", label: "Time for a try", kind: "duration", says: "Until the answer is there." },
  {
    key: "forwardHeaders",
    label: "Headers passed on",
    kind: "lines",
    says: "Of the received request, one a line.",
  },
];
