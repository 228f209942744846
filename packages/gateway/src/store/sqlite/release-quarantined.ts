import { acceptEvents } from "./accept.ts";
import type { Step } from "./change.ts";
import type { DedupeIndex } from "./dedupe.ts";
import type { Database } from "./driver.ts";
import { prepare } from "./query.ts";

export function discardQuarantinedStep(database: Database): Step<"discard_quarantined"> {
  const remove = removeQuarantined(database);
  return ({ organizationId, ids }) =>
    remove(organizationId, ids) ? { result: null } : { refused: "not_found" };
}

/** Takes requests out of the quarantine and stores the events that they have become, by the rules of any event. */
export function releaseQuarantinedStep(database: Database, dedupe: DedupeIndex): Step<"release_quarantined"> {
  const remove = removeQuarantined(database);
  const accept = acceptEvents(database, dedupe);
  return ({ organizationId, ids, batch }) => {
    if (!remove(organizationId, ids)) return { refused: "not_found" };
    const results = accept(batch);
    const isCurrent = results.every(({ outcome }) => outcome !== "outdated" && outcome !== "invalid");
    return isCurrent ? { result: results } : { refused: "outdated" };
  };
}

/** False where one of them is not there; the caller then undoes the others. */
function removeQuarantined(database: Database): (organizationId: number, ids: readonly number[]) => boolean {
  const remove = prepare(database, "DELETE FROM quarantine WHERE id = ? AND organization_id = ?");
  return (organizationId, ids) => ids.every((id) => remove.run(id, organizationId) === 1);
}
