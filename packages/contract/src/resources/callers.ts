import * as z from "zod";
import { defineRoute } from "../define-route.ts";
import { pageOf, pageQuery } from "../page.ts";
import { resourceName } from "../resource-name.ts";
import { everyRole } from "../role.ts";
import { callerInput } from "./caller-input.ts";
import { resourceFacts } from "./resource-facts.ts";

export const caller = z
  .object({
    name: resourceName,
    source: resourceName,
    state: z.enum(["enabled", "paused"]),
    managedBy: resourceFacts.managedBy,
    version: z.int().describe("That of its source."),
  })
  .meta({ id: "Caller" });

const ofSource = z.strictObject({ source: resourceName });
const params = z.strictObject({ source: resourceName, caller: resourceName });

export const callerRoutes = {
  listCallers: defineRoute({
    method: "GET",
    path: "/api/v1/sources/{source}/callers",
    access: everyRole,
    summary: "Lists who the API keys of a source name, without the keys.",
    params: ofSource,
    query: z.strictObject(pageQuery),
    answer: { status: 200, body: pageOf(caller) },
    problems: [],
  }),
  createCaller: defineRoute({
    method: "POST",
    path: "/api/v1/sources/{source}/callers",
    access: ["admin"],
    summary: "Adds a caller to a source.",
    params: ofSource,
    body: callerInput,
    answer: { status: 201, body: caller },
    problems: ["name_taken", "managed_by_file"],
    isIdempotent: true,
  }),
  getCaller: defineRoute({
    method: "GET",
    path: "/api/v1/sources/{source}/callers/{caller}",
    access: everyRole,
    summary: "Shows one caller, without its API key and secrets.",
    params,
    answer: { status: 200, body: caller },
    problems: [],
    hasEtag: true,
  }),
  updateCaller: defineRoute({
    method: "PATCH",
    path: "/api/v1/sources/{source}/callers/{caller}",
    access: ["admin"],
    summary: "Gives a caller another API key; the old one is refused from the next request on.",
    params,
    body: z.strictObject({ apiKey: z.string() }),
    answer: { status: 200, body: caller },
    problems: ["managed_by_file"],
    hasEtag: true,
  }),
  enableCaller: defineRoute({
    method: "POST",
    path: "/api/v1/sources/{source}/callers/{caller}/enable",
    access: ["admin", "operator"],
    summary: "Lets a paused caller in again. Doing it again changes nothing.",
    params,
    answer: { status: 200, body: caller },
    problems: ["managed_by_file"],
    hasEtag: true,
  }),
  disableCaller: defineRoute({
    method: "POST",
    path: "/api/v1/sources/{source}/callers/{caller}/disable",
    access: ["admin", "operator"],
    summary: "Pauses a caller: its next request is refused as if its API key were unknown.",
    params,
    answer: { status: 200, body: caller },
    problems: ["managed_by_file"],
    hasEtag: true,
  }),
  deleteCaller: defineRoute({
    method: "DELETE",
    path: "/api/v1/sources/{source}/callers/{caller}",
    access: ["admin"],
    summary: "Removes a caller and wipes its secrets. Its events stay.",
    params,
    answer: { status: 204 },
    problems: ["managed_by_file"],
  }),
};
