import type { FieldTable } from "./read-fields.ts";

const MIB = 1024 * 1024;
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** What a source may say in the configuration file. */
export const sourceFields = {
  name: {
    kind: { type: "name" },
    isRequired: true,
    meaning: "Name of the source, unique within its organization.",
  },
  scheme: {
    kind: { type: "value" },
    isRequired: true,
    meaning:
      "How the sender signs: the id of a built-in scheme or of one under the organization's `schemes`, or a scheme written out.",
  },
  secrets: {
    kind: { type: "value" },
    meaning: "Signing secrets, newest first; for schemes without callers.",
  },
  callers: { kind: { type: "value" }, meaning: "Who each API key names; for schemes with a caller header." },
  path: { kind: { type: "text" }, meaning: "Path requests arrive at. Default /in/<organization>/<source>." },
  publicUrl: {
    kind: { type: "text" },
    meaning: "The URL as the sender was given it, where the scheme signs it.",
  },
  method: {
    kind: { type: "choice", choices: ["POST", "PUT", "PATCH"] },
    meaning: "The only method accepted. Default POST.",
  },
  keyEncoding: {
    kind: { type: "choice", choices: ["utf8", "hex", "base64"] },
    meaning: "How a secret's text becomes key bytes. Default: the scheme's.",
  },
  toleranceMs: {
    kind: { type: "integer", min: 0, max: DAY_MS },
    meaning: "How far a signed time may lie from now, both ways, in milliseconds. Default: the scheme's.",
  },
  maxBodyBytes: {
    kind: { type: "integer", min: 0, max: 256 * MIB },
    meaning: "Largest body accepted, in bytes. Default 8 MiB.",
  },
  payloadCheck: {
    kind: { type: "choice", choices: ["accept", "flag", "refuse"] },
    meaning: "What to do with an authentic body that is not JSON. Default flag.",
  },
  onConflict: {
    kind: { type: "choice", choices: ["hold", "deliver"] },
    meaning: "What to do with a known event id that arrives with another body. Default hold.",
  },
  repeatWindowMs: {
    kind: { type: "integer", min: 0, max: 366 * DAY_MS },
    meaning:
      "How long an identical body is a duplicate where neither id nor time is signed. Default 10 minutes.",
  },
  payloadRetentionDays: {
    kind: { type: "integer", min: 1, max: 36_600 },
    meaning: "How long its payloads are kept, in days. Default: the gateway's --payload-retention-days.",
  },
  rateLimit: {
    kind: { type: "value" },
    meaning: "Requests taken in a time, by each gateway; further ones are answered 429. Default: no limit.",
  },
  allowFrom: {
    kind: { type: "texts", maxItems: 1000 },
    meaning:
      "Networks that requests may come from, such as 203.0.113.0/24; others are answered like an unknown source. Behind a proxy set --trusted-proxies. Default: all.",
  },
  quarantine: {
    kind: { type: "value" },
    meaning: "What is kept of refused requests, to be released once the cause is mended; off keeps nothing.",
  },
  expectedEveryHours: {
    kind: { type: "integer", min: 1, max: 8760 },
    meaning:
      "Tells the trouble source.silent when nothing was accepted for so many hours. Default: it is never told.",
  },
} as const satisfies FieldTable;

export const sourceDefaults = {
  method: "POST",
  maxBodyBytes: 8 * MIB,
  payloadCheck: "flag",
  onConflict: "hold",
  repeatWindowMs: 10 * MINUTE_MS,
} as const;
