import { CONSOLE_HEADER, SESSION_COOKIE } from "../console-session.ts";
import { problemCodes } from "../problem-codes.ts";
import { problem } from "../problem.ts";
import type { RouteShape } from "../define-route.ts";
import { routeEntries } from "../routes.ts";
import { operationOf } from "./operation.ts";
import { SchemaComponents } from "./schema-components.ts";

export type OpenapiDocument = Readonly<Record<string, unknown>>;

/** Gives the whole API as an OpenAPI 3.1 document, built from the table of routes. `version` is the gateway's. */
export function openapiDocument(
  version: string,
  entries: readonly (readonly [string, RouteShape])[] = routeEntries,
): OpenapiDocument {
  const components = new SchemaComponents();
  components.output(problem.array());
  const paths: Record<string, Record<string, unknown>> = {};
  for (const [name, route] of entries) {
    (paths[route.path] ??= {})[route.method.toLowerCase()] = operationOf(name, route, components);
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Countersign",
      version,
      description: `What an API key of one organization may read and change. Refusals are problems (RFC 9457) with a code: ${Object.keys(problemCodes).join(", ")}.`,
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    servers: [{ url: "/" }],
    paths,
    components: {
      schemas: components.all,
      securitySchemes: {
        apiKey: { type: "http", scheme: "bearer", description: "An API key, `csk_…`." },
        session: {
          type: "apiKey",
          in: "cookie",
          name: SESSION_COOKIE,
          description: `A session of the console; needs the header \`${CONSOLE_HEADER}\`.`,
        },
      },
    },
  };
}
