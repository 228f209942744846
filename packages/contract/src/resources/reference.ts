import * as z from "zod";
import { defineRoute } from "../define-route.ts";

export const referenceRoutes = {
  getOpenapi: defineRoute({
    method: "GET",
    path: "/api/v1/openapi.json",
    access: "anyone",
    summary: "This API as an OpenAPI 3.1 document.",
    answer: { status: 200, body: z.record(z.string(), z.unknown()) },
    problems: [],
  }),
  getReferencePage: defineRoute({
    method: "GET",
    path: "/api/docs",
    access: "anyone",
    summary: "This API as a page to read; no script, no request to anywhere else.",
    answer: { status: 200, mediaType: "text/html" },
    problems: [],
  }),
};
