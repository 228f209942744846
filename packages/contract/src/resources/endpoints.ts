import * as z from "zod";
import { defineRoute } from "../define-route.ts";
import { pageOf, pageQuery } from "../page.ts";
import { resourceName } from "../resource-name.ts";
import { everyRole } from "../role.ts";
import { keyEncoding, rate, resourceFacts, schemeChoice, updateOf } from "./resource-facts.ts";
import { secretInput } from "./secret-input.ts";

const circuit = z
  .strictObject({
    failures: z.int().optional(),
    pauseMs: z.int().optional(),
    maxPauseMs: z.int().optional(),
  })
  .describe("When an endpoint that keeps failing is left alone for a while.");

const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);

const where = z
  .array(
    z.strictObject({
      pointer: z.string(),
      equals: scalar.optional(),
      oneOf: z.array(scalar).optional(),
      exists: z.boolean().optional(),
    }),
  )
  .describe("Conditions on the body, each a JSON pointer and one of the three others; all must hold.");

const activeHours = z
  .array(
    z.strictObject({
      days: z.string().optional(),
      from: z.string(),
      to: z.string(),
      timeZone: z.string(),
    }),
  )
  .describe("Hours of the week in which deliveries begin.");

const orderBy = z
  .union([z.literal("type"), z.strictObject({ pointer: z.string() })])
  .describe("Keeps the order of events that are alike in this.");

/** What an update may change and a reader may see. Bounds are those of the configuration file. */
const settings = {
  url: z.string().describe("Where events are delivered to. Values of its query are shown as `***`."),
  scheme: schemeChoice,
  keyEncoding,
  sources: z.array(z.string()).describe("Names of the sources whose events it wants; `*` is any run."),
  events: z.array(z.string()).describe("Event types it wants; `*` is any run of characters."),
  where,
  forwardHeaders: z.array(z.string()),
  concurrency: z.int(),
  connectTimeoutMs: z.int(),
  attemptTimeoutMs: z.int(),
  retryScheduleMs: z.array(z.int()),
  rate,
  circuit,
  activeHours,
  orderBy,
};

/** What is taken and never shown: it may hold credentials. */
const hidden = {
  apiKey: z.string().describe("Sent in the scheme's caller header, where it has one."),
  headers: z.record(z.string(), z.string()).describe("Extra headers: name to value."),
};

export const endpoint = z
  .object({
    name: resourceName,
    state: z
      .enum(["enabled", "paused", "gone", "removed"])
      .describe(
        "`gone`: its receiver answered 410; `countersign endpoints enable` sends to it again. `removed`: it has left the configuration file.",
      ),
    ...settings,
    keyEncoding: keyEncoding.optional(),
    where: where.optional(),
    rate: rate.optional(),
    circuit: circuit.optional(),
    activeHours: activeHours.optional(),
    orderBy: orderBy.optional(),
    hasApiKey: z.boolean(),
    headerNames: z.array(z.string()),
    ...resourceFacts,
  })
  .meta({ id: "Endpoint" });

export const endpointInput = z.strictObject({
  name: resourceName,
  url: settings.url,
  scheme: schemeChoice,
  secrets: z.array(secretInput).describe("Newest first."),
  apiKey: hidden.apiKey.optional(),
  headers: hidden.headers.optional(),
  keyEncoding: keyEncoding.optional(),
  sources: settings.sources.optional(),
  events: settings.events.optional(),
  where: where.optional(),
  forwardHeaders: settings.forwardHeaders.optional(),
  concurrency: settings.concurrency.optional(),
  connectTimeoutMs: settings.connectTimeoutMs.optional(),
  attemptTimeoutMs: settings.attemptTimeoutMs.optional(),
  retryScheduleMs: settings.retryScheduleMs.optional(),
  rate: rate.optional(),
  circuit: circuit.optional(),
  activeHours: activeHours.optional(),
  orderBy: orderBy.optional(),
});

const params = z.strictObject({ endpoint: resourceName });

export const endpointRoutes = {
  listEndpoints: defineRoute({
    method: "GET",
    path: "/api/v1/endpoints",
    access: everyRole,
    summary: "Lists the organization's endpoints by name.",
    query: z.strictObject(pageQuery),
    answer: { status: 200, body: pageOf(endpoint) },
    problems: [],
  }),
  createEndpoint: defineRoute({
    method: "POST",
    path: "/api/v1/endpoints",
    access: ["admin"],
    summary: "Makes an endpoint. It gets every event that is accepted from this answer on and that it wants.",
    body: endpointInput,
    answer: { status: 201, body: endpoint },
    problems: ["name_taken"],
    isIdempotent: true,
  }),
  getEndpoint: defineRoute({
    method: "GET",
    path: "/api/v1/endpoints/{endpoint}",
    access: everyRole,
    summary: "Shows one endpoint, without its secrets, API key and headers.",
    params,
    answer: { status: 200, body: endpoint },
    problems: [],
    hasEtag: true,
  }),
  updateEndpoint: defineRoute({
    method: "PATCH",
    path: "/api/v1/endpoints/{endpoint}",
    access: ["admin"],
    summary: "Changes the given settings of an endpoint; null sets one back to its default.",
    params,
    body: updateOf({ ...settings, ...hidden }),
    answer: { status: 200, body: endpoint },
    problems: ["managed_by_file"],
    hasEtag: true,
  }),
  enableEndpoint: defineRoute({
    method: "POST",
    path: "/api/v1/endpoints/{endpoint}/enable",
    access: ["admin", "operator"],
    summary: "Enables an endpoint that is paused or gone; it goes on with its backlog.",
    params,
    answer: { status: 200, body: endpoint },
    problems: ["managed_by_file"],
    hasEtag: true,
  }),
  disableEndpoint: defineRoute({
    method: "POST",
    path: "/api/v1/endpoints/{endpoint}/disable",
    access: ["admin", "operator"],
    summary: "Pauses an endpoint: nothing more is sent, it gets no new events, and its backlog waits.",
    params,
    answer: { status: 200, body: endpoint },
    problems: ["managed_by_file"],
    hasEtag: true,
  }),
  deleteEndpoint: defineRoute({
    method: "DELETE",
    path: "/api/v1/endpoints/{endpoint}",
    access: ["admin"],
    summary: "Deletes an endpoint, wipes its secrets and cancels its open deliveries.",
    params,
    answer: {
      status: 200,
      body: z
        .object({ cancelledDeliveries: z.int().describe("How many had not ended.") })
        .meta({ id: "DeletedEndpoint" }),
    },
    problems: ["managed_by_file"],
  }),
};
