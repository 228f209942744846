import * as z from "zod";
import { defineRoute } from "../define-route.ts";
import { pageOf, pageQuery } from "../page.ts";
import { resourceName } from "../resource-name.ts";
import { everyRole } from "../role.ts";
import { timestamp } from "../timestamp.ts";
import { endpoint } from "./endpoints.ts";
import { secret } from "./secrets.ts";
import { receiveUrl, source } from "./sources.ts";

const rotate = z.string().describe("Path of the route that rotates these secrets.");

const inbound = z
  .object({
    source: resourceName,
    caller: resourceName.nullable().describe("Who its API key names."),
    state: source.shape.state,
    scheme: z.string(),
    path: z.string(),
    publicUrl: z.string().nullable(),
    receiveUrl,
    secrets: z.array(secret),
    rotate,
  })
  .meta({ id: "ConnectionInbound" });

const outbound = z
  .object({
    endpoint: resourceName,
    state: endpoint.shape.state,
    scheme: z.string(),
    url: z.string(),
    secrets: z.array(secret),
    rotate,
  })
  .meta({ id: "ConnectionOutbound" });

export const connection = z
  .object({
    name: resourceName,
    version: z.int(),
    createdAt: timestamp,
    inbound: inbound.nullable().describe("What the partner sends; null for nothing."),
    outbound: outbound.nullable().describe("What the partner is sent; null for nothing."),
  })
  .meta({ id: "Connection" });

const parts = {
  source: resourceName.nullable().optional(),
  caller: resourceName.nullable().optional().describe("A caller of that source."),
  endpoint: resourceName.nullable().optional(),
};

const params = z.strictObject({ connection: resourceName });

export const connectionRoutes = {
  listConnections: defineRoute({
    method: "GET",
    path: "/api/v1/connections",
    access: everyRole,
    summary: "Lists the organization's partners by name, each with both directions.",
    query: z.strictObject(pageQuery),
    answer: { status: 200, body: pageOf(connection) },
    problems: [],
  }),
  createConnection: defineRoute({
    method: "POST",
    path: "/api/v1/connections",
    access: ["admin"],
    summary: "Says which source, caller and endpoint belong to one partner.",
    body: z.strictObject({ name: resourceName, ...parts }),
    answer: { status: 201, body: connection },
    problems: ["name_taken"],
    isIdempotent: true,
  }),
  getConnection: defineRoute({
    method: "GET",
    path: "/api/v1/connections/{connection}",
    access: everyRole,
    summary: "Shows a partner whole: what it sends and what it is sent, with the states of all secrets.",
    params,
    answer: { status: 200, body: connection },
    problems: [],
    hasEtag: true,
  }),
  updateConnection: defineRoute({
    method: "PATCH",
    path: "/api/v1/connections/{connection}",
    access: ["admin"],
    summary: "Changes which source, caller or endpoint belongs to the partner; null for none.",
    params,
    body: z.strictObject(parts),
    answer: { status: 200, body: connection },
    problems: [],
    hasEtag: true,
  }),
  deleteConnection: defineRoute({
    method: "DELETE",
    path: "/api/v1/connections/{connection}",
    access: ["admin"],
    summary: "Forgets that these belong together. The source, the caller and the endpoint stay.",
    params,
    answer: { status: 204 },
    problems: [],
  }),
};
