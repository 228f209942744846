import { GatewayError } from "../errors.ts";
import type { BlobVault } from "./blob-vault.ts";
import type { ClaimedRow, Engine, OutcomeRow } from "./engine.ts";
import { openEvents } from "./open-events.ts";
import { formatDeliveryId, formatReplayId } from "./public-id.ts";
import type { StoredEvent } from "./reading.ts";
import type { ClaimRequest, ClaimResult, ClaimedDelivery, UnreadableDelivery } from "./delivering.ts";

/** The result of an attempt that could not be made, because the stored payload does not open. */
const PAYLOAD_UNREADABLE = "payload_unreadable";

/**
 * Claims and opens. A delivery whose payload does not open can never be sent: it becomes a dead letter at once, instead
 * of being claimed for ever, and the others go out.
 */
export async function claimDeliveries(
  engine: Engine,
  vault: BlobVault,
  request: ClaimRequest,
): Promise<ClaimResult> {
  const { claimed: rows, outdatedOrganizations, due } = await engine.claim(request);
  const events = await openEvents(
    vault,
    rows.map((row) => row.event),
  );
  const claimed: ClaimedDelivery[] = [];
  const unreadable: ClaimedRow[] = [];
  rows.forEach((row, index) => {
    const event = events[index];
    if (event === undefined || event instanceof GatewayError) unreadable.push(row);
    else claimed.push(toClaimed(row, event));
  });
  if (unreadable.length > 0) {
    const deadLetters = unreadable.map((row) => deadLetter(row, request.now));
    await engine.record({ now: request.now, blobs: [], rows: deadLetters });
  }
  return { claimed, outdatedOrganizations, due, unreadable: unreadable.map(toUnreadable) };
}

function toClaimed(row: ClaimedRow, event: StoredEvent): ClaimedDelivery {
  const { organizationId, endpointId, token, leaseUntil, attempt, refusals, replay } = row;
  const deliveryId = formatDeliveryId(row);
  const claimed = { deliveryId, organizationId, endpointId, token, leaseUntil, attempt, refusals, event };
  if (replay === undefined) return claimed;
  const isAsReceived = replay.signing === "as_received";
  return { ...claimed, replay: { replayId: formatReplayId(replay), isAsReceived } };
}

function toUnreadable(row: ClaimedRow): UnreadableDelivery {
  const { organizationId, endpointId, attempt } = row;
  return { deliveryId: formatDeliveryId(row), organizationId, endpointId, attempt };
}

function deadLetter(row: ClaimedRow, now: number): OutcomeRow {
  return {
    organizationId: row.organizationId,
    delivery: { endpointId: row.endpointId, id: row.id, createdAt: row.createdAt },
    token: row.token,
    startedAt: now,
    durationMs: 0,
    result: PAYLOAD_UNREADABLE,
    status: null,
    secretId: null,
    excerpt: null,
    next: { state: "failed" },
    disablesEndpoint: null,
    circuit: null,
  };
}
