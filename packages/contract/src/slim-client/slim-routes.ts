import { routeEntries } from "../routes.ts";
import type { RouteTable } from "./route-table.ts";

/** Gives the routes without their schemas. For the build of a page: written into it as JSON, they bring no validator along. */
export function slimRoutes(): RouteTable {
  const entries = routeEntries.map(([name, { method, path, access, answer }]) => {
    const { status, body, stream, mediaType } = answer;
    const kind = {
      status,
      ...(body !== undefined && { body: true }),
      ...(stream !== undefined && { stream: true }),
      ...(mediaType !== undefined && { mediaType }),
    };
    return [name, { method, path, access, answer: kind }];
  });
  return Object.fromEntries(entries) as RouteTable;
}
