import * as z from "zod";
import { defineRoute } from "../define-route.ts";
import { everyRole } from "../role.ts";
import { timestamp } from "../timestamp.ts";

/** What somebody should see to: each kind with how urgent it is, and when it is told. */
export const attentionKinds = {
  store_unavailable: { urgency: "now", meaning: "The store commits nothing; senders are answered 503." },
  source_refusing: {
    urgency: "now",
    meaning: "In the last hour the source refused 10 requests or more, and over a fifth of what came.",
  },
  source_silent: {
    urgency: "now",
    meaning: "The source has accepted nothing for longer than its expectedEveryHours.",
  },
  events_held: {
    urgency: "now",
    meaning: "Deliveries to the endpoint are held: an event came with the id of another and another body.",
  },
  endpoint_gone: {
    urgency: "now",
    meaning: "The endpoint answered 410 and was disabled; its backlog is kept.",
  },
  endpoint_paused: { urgency: "soon", meaning: "The endpoint is disabled, and deliveries wait for it." },
  circuit_open: {
    urgency: "now",
    meaning: "So many attempts have failed in a row that only one at a time is tried, after a pause.",
  },
  endpoint_failing: {
    urgency: "now",
    meaning: "In the last hour 5 attempts or more have failed, and more than were delivered.",
  },
  deliveries_late: { urgency: "now", meaning: "A delivery has waited for longer than 15 minutes." },
  dead_letters: { urgency: "soon", meaning: "Deliveries were given up after their last try." },
  secret_ending: {
    urgency: "soon",
    meaning: "The only live secret of its owner ends within a week.",
  },
  secret_old: { urgency: "soon", meaning: "The secret is older than a year." },
  secret_never_matched: {
    urgency: "soon",
    meaning:
      "A secret made over a day ago has never matched, while an older one still does: the sender has not changed over.",
  },
  quarantine_filling: {
    urgency: "soon",
    meaning: "The source's quarantine is over four fifths full, or has lost requests in the last day.",
  },
} as const;

export type AttentionKind = keyof typeof attentionKinds;

const kinds = Object.keys(attentionKinds) as [AttentionKind, ...AttentionKind[]];

export const attentionEntry = z
  .object({
    kind: z
      .enum(kinds)
      .describe(kinds.map((kind) => `\`${kind}\`: ${attentionKinds[kind].meaning}`).join(" ")),
    urgency: z.enum(["now", "soon"]),
    resource: z
      .object({ kind: z.enum(["gateway", "source", "caller", "endpoint"]), name: z.string() })
      .describe("What it is about. The gateway has no name of its own."),
    secret: z.string().nullable().describe("Name of the secret, where it is about one."),
    code: z.string().nullable().describe("The code that most refusals of the last hour had."),
    count: z.int().nullable().describe("How many: refusals, attempts, deliveries or requests."),
    since: timestamp.nullable().describe("Since when, as far as that is known."),
    until: timestamp.nullable().describe("When it ends or is tried again, where that is known."),
  })
  .meta({ id: "AttentionEntry" });

export const attentionRoutes = {
  listAttention: defineRoute({
    method: "GET",
    path: "/api/v1/attention",
    access: everyRole,
    summary: "Lists what somebody should see to, the urgent first.",
    answer: { status: 200, body: z.object({ items: z.array(attentionEntry) }) },
    problems: [],
  }),
};
