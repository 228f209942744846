import type { Actor } from "../audit/audit-note.ts";
import type { Ledger } from "../audit/ledger.ts";
import type { BlobVault } from "../blob-vault.ts";
import type { Engine } from "../engine.ts";
import { endpointIdOf, sourceIdOf } from "../events/resolve-query.ts";
import type { LiveOrganizations } from "../live-organizations.ts";
import { excerptOf } from "../open-deliveries.ts";
import { parseDeliveryId, parseEventId, parseReplayId } from "../public-id.ts";
import { MAX_SCANNED_PER_CALL, scanPage } from "../scan-page.ts";
import type { DeliveryAction } from "./delivery-actions.ts";
import type { DeliveryPosition, DeliveryRowFilter, NamedAttemptRow } from "./delivery-rows.ts";
import type {
  DeliveryActionOutcome,
  DeliveryDetail,
  DeliveryPage,
  DeliveryQuery,
  DeliveryStore,
  NamedAttempt,
  RevealedResponse,
} from "./delivery-store.ts";
import { toListedDelivery } from "./listed-delivery.ts";

export interface SealedDeliveriesOptions {
  readonly engine: Engine;
  readonly vault: BlobVault;
  readonly ledger: Ledger;
  readonly organizations: LiveOrganizations;
  readonly now: () => number;
  /** Called with the endpoints that have work now. */
  readonly onWork: (endpointIds: readonly number[]) => void;
}

export class SealedDeliveries implements DeliveryStore {
  readonly #options: SealedDeliveriesOptions;

  constructor(options: SealedDeliveriesOptions) {
    this.#options = options;
  }

  async list(
    organizationId: number,
    query: DeliveryQuery,
    listing: { readonly after?: DeliveryPosition; readonly limit: number },
  ): Promise<DeliveryPage> {
    const filter = await this.#resolve(organizationId, query);
    if (filter === undefined) return { deliveries: [] };
    const { rows, next } = await scanPage({
      after: listing.after,
      limit: listing.limit,
      scan: (position: DeliveryPosition | undefined, limit) =>
        this.#options.engine.scanDeliveries(organizationId, filter, {
          limit,
          maxScanned: MAX_SCANNED_PER_CALL,
          ...(position !== undefined && { after: position }),
        }),
    });
    return { deliveries: rows.map(toListedDelivery), ...(next !== null && { next }) };
  }

  async read(organizationId: number, deliveryId: string): Promise<DeliveryDetail | undefined> {
    const { engine } = this.#options;
    const key = parseDeliveryId(deliveryId);
    const row = key === undefined ? undefined : await engine.readDelivery(organizationId, key);
    if (row === undefined) return undefined;
    const attempts = await engine.listAttempts(organizationId, row);
    return { ...toListedDelivery(row), tries: attempts.map(toNamedAttempt) };
  }

  async act(
    actor: Actor,
    asked: {
      readonly organizationId: number;
      readonly deliveryId: string;
      readonly action: DeliveryAction;
      readonly reason?: string;
    },
  ): Promise<DeliveryActionOutcome> {
    const { ledger, now, onWork } = this.#options;
    const { organizationId, deliveryId, action, reason } = asked;
    const key = parseDeliveryId(deliveryId);
    const before = await this.read(organizationId, deliveryId);
    if (key === undefined || before === undefined) return { outcome: "not_found" };
    const { endpointId, id } = key;
    const resource = { kind: "delivery", name: deliveryId };
    const facts = { event: before.eventId, endpoint: before.endpoint };
    const outcome = await ledger.commit({
      notes: [
        {
          organizationId,
          actor,
          action: `delivery.${action}`,
          resource,
          facts,
          ...(reason !== undefined && { reason }),
        },
      ],
      steps: [{ kind: "move_delivery", input: { organizationId, endpointId, id, action, now: now() } }],
    });
    if (outcome.outcome === "refused") {
      const { reason } = outcome;
      return { outcome: reason === "not_found" || reason === "payload_purged" ? reason : "not_allowed" };
    }
    // Also after a skip or a cancellation: the next of its ordering key may go.
    onWork([endpointId]);
    const delivery = await this.read(organizationId, deliveryId);
    return delivery === undefined ? { outcome: "not_found" } : { outcome: "done", delivery };
  }

  async revealResponses(
    actor: Actor,
    asked: { readonly organizationId: number; readonly deliveryId: string; readonly reason: string },
  ): Promise<readonly RevealedResponse[] | undefined> {
    const { engine, ledger, vault } = this.#options;
    const { organizationId, deliveryId, reason } = asked;
    const key = parseDeliveryId(deliveryId);
    const row = key === undefined ? undefined : await engine.readDelivery(organizationId, key);
    if (row === undefined) return undefined;
    const resource = { kind: "delivery", name: deliveryId };
    await ledger.commit({
      notes: [{ organizationId, actor, action: "delivery.reveal", resource, reason }],
      steps: [],
    });
    const attempts = await engine.listAttempts(organizationId, row);
    const parts = attempts.flatMap(({ excerpt }) => excerpt ?? []);
    const blobs = await vault.open(new Map(parts.map(({ blobId }) => [blobId, organizationId])));
    return attempts.flatMap(({ number, startedAt, status, excerpt }) =>
      // Its blob is gone where it was deleted for its age.
      excerpt === null || !blobs.has(excerpt.blobId)
        ? []
        : [{ number, startedAt, ...(status !== null && { status }), excerpt: excerptOf(excerpt, blobs) }],
    );
  }

  async #resolve(organizationId: number, query: DeliveryQuery): Promise<DeliveryRowFilter | undefined> {
    const { endpoint, source, eventId, replayId, ...plain } = query;
    const organization = await this.#options.organizations.find(organizationId);
    if (organization === undefined) return undefined;
    const ids = {
      endpointId: endpoint === undefined ? null : endpointIdOf(organization, endpoint),
      sourceId: source === undefined ? null : sourceIdOf(organization, source),
      eventId: eventId === undefined ? null : parseEventId(eventId)?.id,
      replayId: replayId === undefined ? null : parseReplayId(replayId)?.id,
    };
    // Asked for and unknown: nothing fits.
    if (Object.values(ids).includes(undefined)) return undefined;
    return {
      ...plain,
      ...(typeof ids.endpointId === "number" && { endpointId: ids.endpointId }),
      ...(typeof ids.sourceId === "number" && { sourceIds: [ids.sourceId] }),
      ...(typeof ids.eventId === "number" && { eventId: ids.eventId }),
      ...(typeof ids.replayId === "number" && { replayId: ids.replayId }),
    };
  }
}

function toNamedAttempt(row: NamedAttemptRow): NamedAttempt {
  return {
    number: row.number,
    startedAt: row.startedAt,
    durationMs: row.durationMs,
    result: row.result,
    isFenced: row.isFenced,
    hasResponse: row.excerpt !== null,
    ...(row.status !== null && { status: row.status }),
    ...(row.secretName !== null && { secret: row.secretName }),
  };
}
