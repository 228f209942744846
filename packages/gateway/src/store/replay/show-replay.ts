import type { Organization } from "../../config/configuration.ts";
import { formatReplayId } from "../public-id.ts";
import type { ReplayRow } from "./replay-rows.ts";
import type { Replay } from "./replay-store.ts";

/** A replay as it is told: what was asked, and how far it is. */
export function showReplay(organization: Organization, row: ReplayRow): Replay {
  const { plan, organizationId, createdAt, endedAt, state, signing, ratePerSecond } = row;
  const target = organization.endpoints.find(({ id }) => id === plan.toEndpointId);
  const { total, done, skipped, failed } = row;
  return {
    replayId: formatReplayId(row),
    organizationId,
    what: plan.what,
    filter: plan.asked,
    ...(target !== undefined && { to: target.name }),
    signing,
    ratePerSecond,
    state,
    createdAt,
    ...(endedAt !== null && { endedAt }),
    total,
    done,
    skipped,
    failed,
  };
}
