import { everyRole, problemsOf } from "@countersign/contract";
import type { RouteShape } from "@countersign/contract";
import { keyText } from "./api-world.ts";
import type { ApiWorld } from "./api-world.ts";
import { ask } from "./ask.ts";
import type { Asked } from "./ask.ts";
import { exampleBodies, existingResources } from "./existing-resources.ts";

/** A wrong key is told as such until this address had too many of them. */
const REFUSALS_OF_STRANGERS = ["unauthenticated", "too_many_failures"];

/** Everything that is not as the route's entry says it should be, over every kind of caller. Empty: all is well. */
export async function accessFaults(
  world: ApiWorld,
  [name, route]: readonly [string, RouteShape],
): Promise<readonly string[]> {
  const faults: string[] = [];
  const expect = (caller: string, answer: Asked, isAsWanted: boolean): void => {
    if (!isAsWanted) faults.push(`${name} answers ${caller} with ${answer.status} ${answer.code}`);
  };
  const url = `${world.url}${await filledPath(world, route)}`;
  const exampleBody = (exampleBodies as Readonly<Record<string, unknown>>)[name];
  if (route.body !== undefined && isOwned(route) && exampleBody === undefined) {
    throw new Error(`existing-resources.ts has no example body for ${name}`);
  }
  const call = (apiKey?: string): Promise<Asked> =>
    ask(url, {
      method: route.method,
      ...(apiKey !== undefined && { apiKey }),
      ...(route.body !== undefined && { body: exampleBody ?? {} }),
    });

  const strangers: Readonly<Record<string, string | undefined>> = {
    "no key": undefined,
    "an unknown key": keyText("unknown"),
    "what is no key": "nonsense",
    "a revoked key": world.revoked,
    "an expired key": world.expired,
  };
  for (const [stranger, key] of Object.entries(strangers)) {
    const answer = await call(key);
    const isStopped = answer.status >= 400 && REFUSALS_OF_STRANGERS.includes(answer.code);
    expect(stranger, answer, isStopped === (route.access !== "anyone"));
  }
  for (const role of everyRole) {
    const isAllowed = route.access === "anyone" || route.access.includes(role);
    // South first: what it must not reach is still there then.
    for (const organization of ["south", "north"] as const) {
      const answer = await call(world[organization][role]);
      expect(`${organization}'s ${role}`, answer, (answer.code !== "role_not_allowed") === isAllowed);
      if (!isAllowed) continue;
      const isOfContract =
        answer.code === "" || (problemsOf(route) as readonly string[]).includes(answer.code);
      expect(`${organization}'s ${role}`, answer, isOfContract && answer.status < 500);
      if (organization === "south" && isOwned(route)) {
        // Nothing may tell what exists elsewhere from what exists nowhere.
        expect("another organization", answer, answer.code === "not_found");
      }
    }
  }
  return faults;
}

function isOwned(route: RouteShape): boolean {
  return parametersOf(route).some((parameter) => existingResources[parameter]?.isShared !== true);
}

async function filledPath(world: ApiWorld, route: RouteShape): Promise<string> {
  let path: string = route.path;
  for (const parameter of parametersOf(route)) {
    const resource = existingResources[parameter];
    if (resource === undefined)
      throw new Error(`existing-resources.ts does not say what a {${parameter}} is`);
    path = path.replace(`{${parameter}}`, await resource.find(world));
  }
  return path;
}

function parametersOf({ path }: RouteShape): readonly string[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, parameter = ""]) => parameter);
}
