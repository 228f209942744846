import * as z from "zod";
import { defineRoute } from "../define-route.ts";
import { pageOf, pageQuery } from "../page.ts";
import { resourceName } from "../resource-name.ts";
import { everyRole } from "../role.ts";
import { timestamp } from "../timestamp.ts";
import { deliveryState } from "./deliveries.ts";
import { typePattern } from "./events.ts";
import { eventId, replayId } from "./public-ids.ts";
import { reason } from "./reason.ts";

const MAX_EVENTS_NAMED = 1000;
const MAX_TYPES = 100;
const MAX_RATE = 1000;
const DEFAULT_RATE = 50;

const filterFields = {
  from: timestamp.optional().describe("Received at this time or later."),
  to: timestamp.optional().describe("Received at this time or before."),
  source: resourceName.optional(),
  types: z.array(typePattern).min(1).max(MAX_TYPES).optional(),
  endpoint: resourceName.optional().describe("Only what this endpoint has a delivery of."),
  deliveryState: deliveryState.optional().describe("Only deliveries in this state are sent again."),
  events: z.array(eventId).min(1).max(MAX_EVENTS_NAMED).optional(),
};

const what = z
  .enum(["retry_failed", "resend", "backfill"])
  .describe(
    "`retry_failed`: dead letters become pending again. `resend`: new deliveries. `backfill`: a delivery of each event that the endpoint wants and has none of.",
  );

const signing = z
  .enum(["re_signed", "as_received"])
  .describe(
    "`as_received`: with the sender's own signature headers, whose time is the old one; only from one source to one endpoint of the same scheme.",
  );

const asked = {
  what,
  filter: z.strictObject(filterFields),
  to: resourceName
    .optional()
    .describe("Where events are sent. Default for `resend`: each endpoint that has a delivery of the event."),
  signing: signing.default("re_signed"),
};

export const replay = z
  .object({
    id: replayId,
    what,
    filter: z.object(filterFields),
    to: z.string().nullable(),
    signing,
    ratePerSecond: z.int(),
    state: z.enum(["running", "paused", "stopped", "done"]),
    createdAt: timestamp,
    endedAt: timestamp.nullable(),
    total: z.int().describe("Deliveries found to make or retry; at the end the sum of the three others."),
    done: z.int().describe("Made or retried."),
    skipped: z.int().describe("Needed nothing any more at their turn."),
    failed: z.int().describe("Their payload is gone."),
  })
  .meta({ id: "Replay" });

const params = z.strictObject({ replay: replayId });
const operators = ["admin", "operator"] as const;

export const replayRoutes = {
  previewReplay: defineRoute({
    method: "POST",
    path: "/api/v1/replays/preview",
    access: operators,
    summary: "Counts the deliveries that a replay would make or retry now. Changes nothing.",
    body: z.strictObject(asked),
    answer: { status: 200, body: z.object({ count: z.int() }).meta({ id: "ReplayPreview" }) },
    problems: [],
  }),
  createReplay: defineRoute({
    method: "POST",
    path: "/api/v1/replays",
    access: operators,
    summary:
      "Makes a job that sends stored events again: those committed before it, each once, at a rate, and on after a restart.",
    body: z.strictObject({
      ...asked,
      ratePerSecond: z.int().min(1).max(MAX_RATE).default(DEFAULT_RATE),
      reason,
    }),
    answer: { status: 201, body: replay },
    problems: [],
    isIdempotent: true,
  }),
  listReplays: defineRoute({
    method: "GET",
    path: "/api/v1/replays",
    access: everyRole,
    summary: "Lists the replays, newest first.",
    query: z.strictObject(pageQuery),
    answer: { status: 200, body: pageOf(replay) },
    problems: [],
  }),
  getReplay: defineRoute({
    method: "GET",
    path: "/api/v1/replays/{replay}",
    access: everyRole,
    summary: "Shows one replay and how far it is.",
    params,
    answer: { status: 200, body: replay },
    problems: [],
    hasEtag: true,
  }),
  pauseReplay: defineRoute({
    method: "POST",
    path: "/api/v1/replays/{replay}/pause",
    access: operators,
    summary: "Pauses a running replay.",
    params,
    answer: { status: 200, body: replay },
    problems: ["action_not_allowed"],
  }),
  resumeReplay: defineRoute({
    method: "POST",
    path: "/api/v1/replays/{replay}/resume",
    access: operators,
    summary: "Lets a paused replay go on.",
    params,
    answer: { status: 200, body: replay },
    problems: ["action_not_allowed"],
  }),
  stopReplay: defineRoute({
    method: "POST",
    path: "/api/v1/replays/{replay}/stop",
    access: operators,
    summary: "Stops a replay for good. What it has made by then is delivered.",
    params,
    answer: { status: 200, body: replay },
    problems: ["action_not_allowed"],
  }),
};
