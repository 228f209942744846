import * as z from "zod";
import { defineRoute } from "../define-route.ts";
import { resourceName } from "../resource-name.ts";
import { everyRole } from "../role.ts";
import { timestamp } from "../timestamp.ts";

const count = z.int();

const received = {
  received: count.describe("Requests that came: accepted, duplicates and refused."),
  accepted: count,
  duplicates: count.describe("Answered as known."),
  refused: count,
};

const delivered = {
  delivered: count,
  attemptsFailed: count,
  deadLetters: count,
  p95DeliverySeconds: z
    .number()
    .nullable()
    .describe("From arrival to delivery, what is sent again left out; null where nothing was delivered."),
};

const waiting = {
  pending: count.describe("Deliveries that wait now."),
  oldestPendingAt: timestamp.nullable(),
};

const series = z.array(count).describe("One value for each point.");

export const overview = z
  .object({
    range: z.enum(["1h", "24h", "7d"]),
    from: timestamp.describe("When the first point begins."),
    pointSeconds: z.int().describe("How long a time each point is of; the last one is not over yet."),
    points: z.int(),
    totals: z.object({ ...received, ...delivered, ...waiting }),
    series: z.object({
      accepted: series,
      duplicates: series,
      refused: series,
      delivered: series,
      attemptsFailed: series,
    }),
    sources: z.array(
      z.object({
        source: z.string(),
        ...received,
        series: z.object({ accepted: series, duplicates: series, refused: series }),
      }),
    ),
    endpoints: z.array(
      z.object({
        endpoint: z.string(),
        ...delivered,
        ...waiting,
        series: z.object({ delivered: series, attemptsFailed: series }),
      }),
    ),
  })
  .describe(
    "Counts for the eye: some seconds old, and what a gateway counted last before a crash is missing.",
  )
  .meta({ id: "Overview" });

export const overviewRoutes = {
  getOverview: defineRoute({
    method: "GET",
    path: "/api/v1/overview",
    access: everyRole,
    summary: "Shows how much came and went lately, as sums and as the points of charts.",
    query: z.strictObject({
      range: z.enum(["1h", "24h", "7d"]).default("24h"),
      source: resourceName
        .optional()
        .describe("What was received is that of this source alone; deliveries are those of all."),
    }),
    answer: { status: 200, body: overview },
    problems: ["not_found"],
  }),
};
