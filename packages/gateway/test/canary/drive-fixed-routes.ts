import { routes } from "../../src/http/routes.ts";
import type { RouteName } from "../../src/http/routes.ts";
import { exchange } from "../support/raw-exchange.ts";
import type { CanaryRun } from "./canary-run.ts";

const fixedRoutes = (Object.keys(routes) as RouteName[]).filter((name) => name !== "receive");

/** Asks every route beside receiving, by each of its methods and by one that it does not have. */
export async function driveFixedRoutes(run: CanaryRun, url: string): Promise<void> {
  const headers = [["authorization", `Bearer ${run.markers.text("authorization")}`]] as const;
  for (const name of fixedRoutes) {
    const body = Buffer.from(run.markers.text("body of a fixed route"));
    for (const asked of await pathsOf(name, url)) {
      const path = `${asked}?token=${run.markers.text("fixed route query")}`;
      for (const method of [...routes[name].methods, "POST"]) {
        await run.ask(name, url, { method, path, headers, body });
      }
    }
  }
}

/** What `/metrics` shows now. */
export async function driveMetrics(run: CanaryRun, url: string): Promise<void> {
  await run.ask("metrics", url, { method: "GET", path: routes.metrics.path });
}

/** Of the console's files one that is not there, and one that its page names, where it was built. */
async function pathsOf(name: RouteName, url: string): Promise<readonly string[]> {
  const { path } = routes[name];
  if (name !== "assets") return [path];
  const page = await exchange(url, { method: "GET", path: routes.console.path });
  const file = /"(\/assets\/[^"]+)"/.exec(page.toString("latin1"))?.[1];
  return file === undefined ? [path] : [path, file];
}
