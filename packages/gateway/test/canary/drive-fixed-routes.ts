import { routes } from "../../src/http/routes.ts";
import type { RouteName } from "../../src/http/routes.ts";
import { exchange } from "../support/raw-exchange.ts";
import type { CanaryRun } from "./canary-run.ts";

const fixedRoutes = (Object.keys(routes) as RouteName[]).filter((name) => name !== "receive");

/** Asks every route beside receiving, by each of its methods and by one that it does not have. */
export async function driveFixedRoutes(run: CanaryRun, url: string): Promise<void> {
  const headers = [["authorization", `Bearer ${run.markers.text("authorization")}`]] as const;
  for (const name of fixedRoutes) {
    const path = `${await pathOf(name, url)}?token=${run.markers.text("fixed route query")}`;
    const body = Buffer.from(run.markers.text("body of a fixed route"));
    for (const method of [...routes[name].methods, "POST"]) {
      await run.ask(name, url, { method, path, headers, body });
    }
  }
}

/** What `/metrics` shows now. */
export async function driveMetrics(run: CanaryRun, url: string): Promise<void> {
  await run.ask("metrics", url, { method: "GET", path: routes.metrics.path });
}

/** Of the console's files one that its page names, where it was built. */
async function pathOf(name: RouteName, url: string): Promise<string> {
  const { path } = routes[name];
  if (name !== "assets") return path;
  const page = await exchange(url, { method: "GET", path: routes.console.path });
  return /"(\/assets\/[^"]+)"/.exec(page.toString("latin1"))?.[1] ?? path;
}
