import { slimRoutes } from "@countersign/contract/slim-routes";
import type { Plugin } from "vite";

const NAME = "virtual:routes";
const RESOLVED = `\0${NAME}`;

/** Writes the API's routes into the page as JSON: their schemas, and the validator below them, stay out of it. */
export function virtualRoutes(): Plugin {
  return {
    name: "countersign-routes",
    resolveId: (id) => (id === NAME ? RESOLVED : undefined),
    load: (id) =>
      id === RESOLVED
        ? `export const routes = JSON.parse(${JSON.stringify(JSON.stringify(slimRoutes()))});`
        : undefined,
  };
}
