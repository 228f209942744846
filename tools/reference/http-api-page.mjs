import { problemCodes, problemsOf, roles, routeEntries } from "../../packages/contract/dist/index.js";
import { code, page, section, table } from "./markdown.mjs";

export function httpApiPage() {
  return page(
    "HTTP API",
    "What a running gateway answers below `/api/v1`, on its own address or on that of `--admin-listen`. A gateway serves the same at `/api/docs`, with every schema, and as OpenAPI 3.1 at `/api/v1/openapi.json`; `@countersign/contract/client` is a typed client. Calls carry an API key, `Authorization: Bearer csk_…`, which belongs to one organization and has one role.",
    section(
      "Routes",
      table(
        ["route", "name", "for", "meaning"],
        routeEntries.map(([name, { method, path, access, summary }]) => [
          code(`${method} ${path}`),
          code(name),
          access === "anyone" ? "anyone" : access.map(code).join(", "),
          summary,
        ]),
      ),
    ),
    section(
      "Roles",
      table(
        ["role", "may"],
        Object.entries(roles).map(([name, meaning]) => [code(name), meaning]),
      ),
    ),
    section(
      "Lists, changes and repetitions",
      [
        "- Lists answer `{ items, next }`. `limit` is 1 to 200, 50 by default; `cursor` is the `next` of the page before.",
        "- Creates take `Idempotency-Key`: for 24 hours the same key with the same request, by the same API key, gets the first answer again.",
        "- Single resources have an `ETag`. `If-None-Match` spares the answer; a change with `If-Match` is made only to the state that was read.",
        "- Requests are strict: a field, a query value or a media type that the route does not name is refused.",
      ].join("\n"),
    ),
    section(
      "Problems",
      "Refusals are `application/problem+json` (RFC 9457). Match on `code`. No problem holds a value that was sent.",
      table(
        ["code", "status", "meaning", "what to do", "routes"],
        Object.entries(problemCodes).map(([name, { status, meaning, remedy }]) => [
          code(name),
          status,
          meaning,
          remedy,
          routesWith(name),
        ]),
      ),
    ),
  );
}

/** @param {string} problem */
function routesWith(problem) {
  const names = routeEntries.filter(([, route]) => problemsOf(route).includes(problem)).map(([name]) => name);
  if (names.length === 0) return "paths and methods that are no route";
  return names.length > routeEntries.length / 2 ? "most" : names.map(code).join(", ");
}
