import type { ResourceFacts } from "./stored-resource.ts";

/** Whether a resource is there and the API manages it, so that the configuration file leaves it alone. */
export function isOfApi({ managedBy, disabledReason }: ResourceFacts): boolean {
  return managedBy === "api" && disabledReason !== "deleted";
}
