import { GatewayError } from "../../errors.ts";
import { visiblePointersOf } from "../../privacy/visible-pointers.ts";
import type { Actor } from "../audit/audit-note.ts";
import type { Ledger } from "../audit/ledger.ts";
import type { BlobVault } from "../blob-vault.ts";
import { toListedDelivery } from "../deliveries/listed-delivery.ts";
import type { Engine, EventRow } from "../engine.ts";
import type { LiveOrganizations } from "../live-organizations.ts";
import { openEvents, toEventSummary } from "../open-events.ts";
import type { OrganizationKeys } from "../organization-keys.ts";
import { parseEventId } from "../public-id.ts";
import { MAX_SCANNED_PER_CALL, scanPage } from "../scan-page.ts";
import type { StoredEvent } from "../reading.ts";
import type {
  EventDetail,
  EventListing,
  EventPage,
  EventQuery,
  EventStore,
  EventToMask,
} from "./event-store.ts";
import { resolveEventQuery } from "./resolve-query.ts";

/** An event has a delivery per endpoint, and one more for each time it was sent again; what is shown has a bound. */
const MAX_DELIVERIES_SHOWN = 1000;

const SHOWN_BODY_LABEL = Buffer.from("shown body");

export interface SealedEventsOptions {
  readonly engine: Engine;
  readonly vault: BlobVault;
  readonly ledger: Ledger;
  readonly organizations: LiveOrganizations;
  readonly organizationKeys: OrganizationKeys;
}

export class SealedEvents implements EventStore {
  readonly #options: SealedEventsOptions;

  constructor(options: SealedEventsOptions) {
    this.#options = options;
  }

  async list(organizationId: number, query: EventQuery, listing: EventListing): Promise<EventPage> {
    const { engine, organizations } = this.#options;
    const organization = await organizations.find(organizationId);
    const filter = organization === undefined ? undefined : resolveEventQuery(organization, query);
    if (filter === undefined) return { events: [] };
    const { order, after, limit } = listing;
    const { rows, next } = await scanPage({
      after,
      limit,
      scan: (position, count) =>
        engine.scanEvents(organizationId, filter, {
          order,
          limit: count,
          maxScanned: MAX_SCANNED_PER_CALL,
          ...(position !== undefined && { after: position }),
        }),
    });
    return { events: rows.map(toEventSummary), ...(next !== null && { next }) };
  }

  async read(organizationId: number, eventId: string): Promise<EventDetail | undefined> {
    const { engine } = this.#options;
    const row = await this.#find(organizationId, eventId);
    if (row === undefined) return undefined;
    const facts = await engine.readEventFacts(organizationId, row.id);
    if (facts === undefined) return undefined;
    const { rows } = await engine.scanDeliveries(
      organizationId,
      { eventId: row.id },
      { limit: MAX_DELIVERIES_SHOWN, maxScanned: MAX_DELIVERIES_SHOWN },
    );
    return {
      ...toEventSummary(row),
      dedupeKind: facts.dedupeKind,
      ...(facts.signedAt !== null && { signedAt: facts.signedAt }),
      ...(facts.callerName !== null && { caller: facts.callerName }),
      ...(facts.secretName !== null && { secret: facts.secretName }),
      deliveries: rows.map(toListedDelivery),
    };
  }

  async reveal(
    actor: Actor,
    asked: { readonly organizationId: number; readonly eventId: string; readonly reason: string },
  ): Promise<StoredEvent | undefined> {
    const { organizationId, eventId, reason } = asked;
    const row = await this.#find(organizationId, eventId);
    if (row === undefined) return undefined;
    const resource = { kind: "event", name: eventId };
    // First the note, then the seal: what cannot be noted is not opened.
    await this.#options.ledger.commit({
      notes: [{ organizationId, actor, action: "event.reveal", resource, reason }],
      steps: [],
    });
    return this.#open(row);
  }

  async readToMask(organizationId: number, eventId: string): Promise<EventToMask | undefined> {
    const { organizations, organizationKeys } = this.#options;
    const row = await this.#find(organizationId, eventId);
    const organization = await organizations.find(organizationId);
    const digest = await organizationKeys.digestOf(organizationId);
    if (row === undefined || organization === undefined || digest === undefined) return undefined;
    const event = await this.#open(row);
    const source = organization.sources.find(({ id }) => id === row.sourceId);
    const visiblePointers = source === undefined ? [] : visiblePointersOf(source.scheme);
    return { event, visiblePointers, bodyDigest: digest.digest([SHOWN_BODY_LABEL, event.body]) };
  }

  /** An id whose time is not the row's is an id that was never given out. */
  async #find(organizationId: number, eventId: string): Promise<EventRow | undefined> {
    const key = parseEventId(eventId);
    if (key === undefined) return undefined;
    const row = await this.#options.engine.readEvent(organizationId, key.id);
    return row?.receivedAt === key.receivedAt ? row : undefined;
  }

  async #open(row: EventRow): Promise<StoredEvent> {
    const [event] = await openEvents(this.#options.vault, [row]);
    if (event === undefined || event instanceof GatewayError) {
      throw event ?? new GatewayError("sealed_value_invalid", "the payload of an event does not exist");
    }
    return event;
  }
}
