import type { FieldTable } from "./read-fields.ts";

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** What an endpoint may say in the configuration file. */
export const endpointFields = {
  name: {
    kind: { type: "name" },
    isRequired: true,
    meaning: "Name of the endpoint, unique within its organization.",
  },
  url: { kind: { type: "text" }, isRequired: true, meaning: "Where events are delivered to; https:." },
  scheme: { kind: { type: "value" }, isRequired: true, meaning: "How to sign: as for a source." },
  secrets: { kind: { type: "value" }, isRequired: true, meaning: "Signing secrets, newest first." },
  apiKey: { kind: { type: "value" }, meaning: "Sent in the scheme's caller header, where it has one." },
  keyEncoding: {
    kind: { type: "choice", choices: ["utf8", "hex", "base64"] },
    meaning: "How a secret's text becomes key bytes. Default: the scheme's.",
  },
  sources: {
    kind: { type: "texts", maxItems: 1000 },
    meaning: 'Names of the sources whose events it wants; * matches any run of characters. Default ["*"].',
  },
  events: {
    kind: { type: "texts", maxItems: 1000 },
    meaning: 'Event types it wants; * matches any run of characters. Default ["*"].',
  },
  where: {
    kind: { type: "value" },
    meaning: "Conditions on the JSON body, all of which an event it wants must meet. Default: none.",
  },
  headers: { kind: { type: "value" }, meaning: "Extra headers: name to text or reference." },
  forwardHeaders: {
    kind: { type: "texts", maxItems: 50 },
    meaning: "Names of inbound headers passed on. Credentials and signatures never are.",
  },
  concurrency: {
    kind: { type: "integer", min: 1, max: 256 },
    meaning: "Deliveries under way at once. Default 16.",
  },
  connectTimeoutMs: {
    kind: { type: "integer", min: 100, max: MINUTE_MS },
    meaning: "Time to connect, in milliseconds. Default 5 s.",
  },
  attemptTimeoutMs: {
    kind: { type: "integer", min: 100, max: 5 * MINUTE_MS },
    meaning: "Time for one whole attempt, in milliseconds. Default 15 s.",
  },
  retryScheduleMs: {
    kind: { type: "integers", min: 0, max: 7 * DAY_MS, maxItems: 50 },
    meaning: "Pause before each retry, in milliseconds. Default 5 s to 24 h in 11 steps.",
  },
  rate: {
    kind: { type: "value" },
    meaning: "Deliveries begun in a time, over all gateways. Default: no limit.",
  },
  circuit: {
    kind: { type: "value" },
    meaning: "When an endpoint that keeps failing is left alone for a while.",
  },
  activeHours: {
    kind: { type: "value" },
    meaning: "Hours of the week in which deliveries begin; a list of windows. Default: always.",
  },
  orderBy: {
    kind: { type: "value" },
    meaning:
      "Keeps the order of events that are alike in this: type, or a value in the body. A dead letter holds those after it. Default: no order.",
  },
} as const satisfies FieldTable;

export const endpointDefaults = {
  everything: ["*"],
  concurrency: 16,
  connectTimeoutMs: 5 * SECOND_MS,
  attemptTimeoutMs: 15 * SECOND_MS,
  /** A little over three days in all (75 h 43 min): a weekend's outage is survived. */
  retryScheduleMs: [
    5 * SECOND_MS,
    30 * SECOND_MS,
    2 * MINUTE_MS,
    10 * MINUTE_MS,
    30 * MINUTE_MS,
    2 * HOUR_MS,
    5 * HOUR_MS,
    10 * HOUR_MS,
    14 * HOUR_MS,
    20 * HOUR_MS,
    24 * HOUR_MS,
  ],
} as const;
