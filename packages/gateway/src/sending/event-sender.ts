import { randomUUID } from "node:crypto";
import type { Organization } from "../config/configuration.ts";
import { ownSources } from "../config/own-sources.ts";
import type { OwnSourceName } from "../config/own-sources.ts";
import { GatewayError } from "../errors.ts";
import { FanOut } from "../receive/fan-out.ts";
import { OrderingKeys } from "../receive/ordering-keys.ts";
import type { AcceptedEvent } from "../store/accepting.ts";
import type { Store } from "../store/store.ts";
import { wrapMessage } from "./wrap-message.ts";

/** A configuration that changes faster than this within one call is not settling. */
const MAX_REPLANS = 3;

/** What a test-send is called. No subscription has to name it. */
const TEST_TYPE = "countersign.test";

/** What is sent: data to wrap, or bytes to send exactly as they are. */
export type MessageContent =
  { readonly data: unknown } | { readonly body: Uint8Array; readonly contentType: string };

export interface Message {
  readonly type: string;
  readonly content: MessageContent;
  /** The same key with the same content is sent once, for ever; with another content it is refused. */
  readonly dedupeKey?: string;
  /** Events with one key reach each endpoint one after the other. */
  readonly orderingKey?: string;
}

export interface SentEvent {
  readonly eventId: string;
  /** It was sent before, under this key; nothing was stored now. */
  readonly isDuplicate: boolean;
  /** Deliveries that it has. */
  readonly deliveries: number;
}

export type SendOutcome =
  | { readonly outcome: "sent"; readonly sent: SentEvent }
  /** The key belongs to another content; nothing was stored. */
  | { readonly outcome: "key_reused" }
  | { readonly outcome: "endpoint_unknown" | "endpoint_disabled" };

export interface EventSenderOptions {
  readonly store: Pick<Store, "accept" | "findOrganization" | "events">;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** As which of the gateway's own sources. Default `api`. */
  readonly source?: OwnSourceName;
}

/** Who wants what an organization sends, at one version of its configuration. */
interface Subscriptions {
  readonly organization: Organization;
  readonly fanOut: FanOut;
  readonly orderingKeys: OrderingKeys;
}

type Plan = Pick<AcceptedEvent, "endpointIds" | "endpointOrderingKeys">;

/**
 * Stores what an organization sends itself, through the API or as the gateway's own troubles: an event like any other, of
 * the source `api` or `countersign`. When a call resolves, the event and one delivery per subscribed endpoint are committed and synced to disk.
 */
export class EventSender {
  readonly #options: EventSenderOptions;
  readonly #subscriptions = new Map<number, Subscriptions>();

  constructor(options: EventSenderOptions) {
    this.#options = options;
  }

  async send(organizationId: number, message: Message): Promise<SendOutcome> {
    const { type } = message;
    const event = this.#event(message);
    return this.#accept(organizationId, event, ({ fanOut, orderingKeys }) => {
      const endpointIds = fanOut.endpointIds(type, event.body);
      const keys = orderingKeys.of({ endpointIds, eventType: type, body: event.body });
      return { endpointIds, ...(keys !== undefined && { endpointOrderingKeys: keys }) };
    });
  }

  /** Sends one endpoint an event that shows whether deliveries arrive there, whatever it subscribes to. */
  async sendTest(organizationId: number, endpointName: string): Promise<SendOutcome> {
    const organization = await this.#options.store.findOrganization(organizationId);
    const endpoint = organization?.endpoints.find(({ name }) => name === endpointName);
    if (endpoint === undefined || endpoint.disabledReason === "deleted") {
      return { outcome: "endpoint_unknown" };
    }
    if (!endpoint.isEnabled) return { outcome: "endpoint_disabled" };
    const content = { data: { message: "This is a test of Countersign.", endpoint: endpointName } };
    const event = this.#event({ type: TEST_TYPE, content });
    return this.#accept(organizationId, event, () => ({ endpointIds: [endpoint.id] }));
  }

  #event({ type, content, dedupeKey, orderingKey }: Message): Omit<SentDraft, keyof Plan> {
    const now = this.#options.now();
    const isData = "data" in content;
    const body = isData ? wrapMessage(type, content.data, now).body : content.body;
    // The wrapping differs each time it is made: what was asked to be sent is what makes a repeat.
    const asked = isData
      ? Buffer.from(JSON.stringify([type, content.data]), "utf8")
      : Buffer.concat([Buffer.from(JSON.stringify([type, content.contentType]), "utf8"), content.body]);
    return {
      sourceId: ownSources[this.#options.source ?? "api"],
      receivedAt: now,
      eventType: type,
      isPayloadUnreadable: false,
      dedupe: { kind: "event_id", key: dedupeKey ?? randomUUID(), content: asked },
      repeatWindowMs: 0,
      onConflict: "refuse",
      rawHeaders: ["content-type", isData ? "application/json" : content.contentType],
      body,
      ...(orderingKey !== undefined && { orderingKey }),
    };
  }

  async #accept(
    organizationId: number,
    event: Omit<SentDraft, keyof Plan>,
    plan: (subscriptions: Subscriptions) => Plan,
  ): Promise<SendOutcome> {
    for (let attempt = 0; attempt <= MAX_REPLANS; attempt += 1) {
      const subscriptions = await this.#subscriptionsOf(organizationId);
      const { configVersion } = subscriptions.organization;
      const planned = plan(subscriptions);
      const result = await this.#options.store.accept({
        ...event,
        ...planned,
        organizationId,
        configVersion,
      });
      if (result.outcome === "outdated") continue;
      if (result.outcome !== "duplicate") {
        const deliveries = planned.endpointIds.length;
        return { outcome: "sent", sent: { eventId: result.eventId, isDuplicate: false, deliveries } };
      }
      if (result.isOtherContent === true) return { outcome: "key_reused" };
      const first = await this.#options.store.events.read(organizationId, result.eventId);
      const deliveries = first?.deliveries.length ?? 0;
      return { outcome: "sent", sent: { eventId: result.eventId, isDuplicate: true, deliveries } };
    }
    throw new GatewayError(
      "store_unavailable",
      "the configuration kept changing while an event was to be sent",
    );
  }

  async #subscriptionsOf(organizationId: number): Promise<Subscriptions> {
    const organization = await this.#options.store.findOrganization(organizationId);
    if (organization === undefined) throw new GatewayError("store_unavailable", "the organization has gone");
    const known = this.#subscriptions.get(organizationId);
    if (known?.organization.configVersion === organization.configVersion) return known;
    const subscriptions = {
      organization,
      fanOut: new FanOut(this.#options.source ?? "api", organization.endpoints),
      orderingKeys: new OrderingKeys(organization.endpoints),
    };
    this.#subscriptions.set(organizationId, subscriptions);
    return subscriptions;
  }
}

/** An event without what its organization and the version of its configuration say. */
type SentDraft = Omit<AcceptedEvent, "organizationId" | "configVersion">;
