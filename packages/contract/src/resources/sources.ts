import * as z from "zod";
import { defineRoute } from "../define-route.ts";
import { pageOf, pageQuery } from "../page.ts";
import { resourceName } from "../resource-name.ts";
import { everyRole } from "../role.ts";
import { timestamp } from "../timestamp.ts";
import { callerInput } from "./caller-input.ts";
import { keyEncoding, rate, resourceFacts, schemeChoice, updateOf } from "./resource-facts.ts";
import { secretInput } from "./secret-input.ts";

/** What an update may change. The bounds of each are those of the configuration file, and told where they are broken. */
const settings = {
  scheme: schemeChoice,
  path: z.string().describe("Default `/in/<organization>/<source>`."),
  publicUrl: z
    .string()
    .describe(
      "The URL as the sender was given it, where the scheme signs it. Values of its query are shown as `***`.",
    ),
  method: z.enum(["POST", "PUT", "PATCH"]),
  keyEncoding,
  toleranceMs: z.int(),
  maxBodyBytes: z.int(),
  payloadCheck: z.enum(["accept", "flag", "refuse"]),
  onConflict: z.enum(["hold", "deliver"]),
  repeatWindowMs: z.int(),
  rateLimit: rate,
  payloadRetentionDays: z.int().describe("How long its payloads are kept. Default: as the gateway is set."),
  allowFrom: z.array(z.string()),
  quarantine: z
    .union([
      z.literal("off"),
      z.strictObject({
        maxItems: z.int().optional(),
        maxBytes: z.int().optional(),
        maxAgeHours: z.int().optional(),
      }),
    ])
    .describe("What is kept of refused requests. Default: 1,000 of them, 64 MiB, 168 hours."),
  expectedEveryHours: z
    .int()
    .describe("After so many hours without an accepted request the trouble `source.silent` is told."),
};

/** Where a sender posts to a source. */
export const receiveUrl = z
  .string()
  .nullable()
  .describe(
    "Where its sender posts: its `publicUrl`, or its path below the gateway's own public URL; null where neither is set.",
  );

export const source = z
  .object({
    name: resourceName,
    state: z
      .enum(["enabled", "paused", "removed"])
      .describe("`removed`: it has left the configuration file, and refuses like an unknown source."),
    ...settings,
    publicUrl: settings.publicUrl.optional(),
    keyEncoding: keyEncoding.optional(),
    toleranceMs: settings.toleranceMs.optional(),
    rateLimit: rate.optional(),
    payloadRetentionDays: settings.payloadRetentionDays.optional(),
    allowFrom: settings.allowFrom.optional(),
    quarantine: settings.quarantine.optional(),
    expectedEveryHours: settings.expectedEveryHours.optional(),
    ...resourceFacts,
    receiveUrl,
    lastEventAt: timestamp
      .nullable()
      .describe("When its newest event came, up to some seconds ago; null while there was none."),
  })
  .meta({ id: "Source" });

export const sourceInput = z.strictObject({
  name: resourceName,
  ...settings,
  path: settings.path.optional(),
  publicUrl: settings.publicUrl.optional(),
  method: settings.method.optional(),
  keyEncoding: keyEncoding.optional(),
  toleranceMs: settings.toleranceMs.optional(),
  maxBodyBytes: settings.maxBodyBytes.optional(),
  payloadCheck: settings.payloadCheck.optional(),
  onConflict: settings.onConflict.optional(),
  repeatWindowMs: settings.repeatWindowMs.optional(),
  rateLimit: rate.optional(),
  payloadRetentionDays: settings.payloadRetentionDays.optional(),
  allowFrom: settings.allowFrom.optional(),
  quarantine: settings.quarantine.optional(),
  expectedEveryHours: settings.expectedEveryHours.optional(),
  secrets: z.array(secretInput).optional().describe("Newest first; for schemes without callers."),
  callers: z.array(callerInput).optional().describe("For schemes whose API key names the caller."),
});

const params = z.strictObject({ source: resourceName });
const etagWithout = ["lastEventAt"] as const;

export const sourceRoutes = {
  listSources: defineRoute({
    method: "GET",
    path: "/api/v1/sources",
    access: everyRole,
    summary: "Lists the organization's sources by name.",
    query: z.strictObject(pageQuery),
    answer: { status: 200, body: pageOf(source) },
    problems: [],
  }),
  createSource: defineRoute({
    method: "POST",
    path: "/api/v1/sources",
    access: ["admin"],
    summary: "Makes a source. It receives from the moment of this answer on.",
    body: sourceInput,
    answer: { status: 201, body: source },
    problems: ["name_taken"],
    isIdempotent: true,
  }),
  getSource: defineRoute({
    method: "GET",
    path: "/api/v1/sources/{source}",
    access: everyRole,
    summary: "Shows one source, without its secrets.",
    params,
    answer: { status: 200, body: source },
    problems: [],
    hasEtag: true,
    etagWithout,
  }),
  updateSource: defineRoute({
    method: "PATCH",
    path: "/api/v1/sources/{source}",
    access: ["admin"],
    summary: "Changes the given settings of a source; null sets one back to its default.",
    params,
    body: updateOf(settings),
    answer: { status: 200, body: source },
    problems: ["managed_by_file"],
    hasEtag: true,
    etagWithout,
  }),
  enableSource: defineRoute({
    method: "POST",
    path: "/api/v1/sources/{source}/enable",
    access: ["admin", "operator"],
    summary: "Lets a paused source receive again. Doing it again changes nothing.",
    params,
    answer: { status: 200, body: source },
    problems: ["managed_by_file"],
    hasEtag: true,
    etagWithout,
  }),
  disableSource: defineRoute({
    method: "POST",
    path: "/api/v1/sources/{source}/disable",
    access: ["admin", "operator"],
    summary: "Pauses a source: its next request is refused like that of an unknown one.",
    params,
    answer: { status: 200, body: source },
    problems: ["managed_by_file"],
    hasEtag: true,
    etagWithout,
  }),
  deleteSource: defineRoute({
    method: "DELETE",
    path: "/api/v1/sources/{source}",
    access: ["admin"],
    summary: "Deletes a source and wipes its secrets. Its events stay.",
    params,
    answer: { status: 204 },
    problems: ["managed_by_file"],
  }),
};
