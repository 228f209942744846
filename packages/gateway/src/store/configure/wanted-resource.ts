import type { DisabledReason, ManagedBy } from "../../config/configuration.ts";
import type { ResourceFacts } from "./stored-resource.ts";

/** What is to be written of a resource. */
export interface WantedResource<Document, Reason extends DisabledReason> {
  readonly document: Document;
  readonly managedBy: ManagedBy;
  /**
   * Why it shall be disabled, null for enabled. Default: enabled, as an entry of the configuration file is; but an
   * endpoint that is gone stays so until its entry changes.
   */
  readonly disabledReason?: Reason | null;
  /** Writes the row though it may be the same, so that its version tells of a change of its secrets too. */
  readonly isTouched?: true;
}

/** What a row gets besides its definition: what it has already, and the next version. */
export function nextFacts(
  stored: ResourceFacts | undefined,
  now: () => number,
): Pick<ResourceFacts, "version" | "createdAt"> {
  return { version: (stored?.version ?? 0) + 1, createdAt: stored?.createdAt ?? now() };
}
