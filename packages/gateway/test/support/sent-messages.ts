import { bodyDigest } from "./body-digest.ts";
import type { Vendor } from "./vendors.ts";

/** A message that a test sent, perhaps several times. Its body is like no other's. */
export interface SentMessage {
  readonly source: string;
  readonly digest: string;
  /** The signed id in the body, where the sender signs one. */
  readonly eventId: string | undefined;
}

/** A message as it can be sent again, byte for byte. */
export interface SendableMessage extends SentMessage {
  readonly vendor: Vendor;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** A message that the gateway answered with 2xx, and the id that it told. */
export interface Acknowledgement {
  readonly digest: string;
  /** Absent where the scheme's own answer holds no id of the gateway. */
  readonly eventId: string | undefined;
}

/** How many messages can still be sent again: bounds memory, and keeps them younger than any signed time's window. */
const MAX_RECENT = 200;

/** What a test sent and what it was told, over all lives of the gateway. */
export class SentMessages {
  readonly #sent = new Map<string, SentMessage>();
  readonly #acknowledged: Acknowledgement[] = [];
  readonly #broken = new Set<string>();
  readonly #unexpected: string[] = [];
  #recent: SendableMessage[] = [];

  /** Notes a message before its first byte leaves: whatever is stored was noted here. */
  noteSent(message: SendableMessage): void {
    const { source, digest, eventId } = message;
    this.#sent.set(digest, { source, digest, eventId });
    this.#recent = [...this.#recent.slice(1 - MAX_RECENT), message];
  }

  noteAcknowledged(digest: string, eventId: string | undefined): void {
    this.#acknowledged.push({ digest, eventId });
  }

  /** Notes that the connection broke before there was an answer. */
  noteBroken(digest: string): void {
    this.#broken.add(digest);
  }

  /** Notes an answer that neither acknowledges nor asks to try again. */
  noteUnexpected(what: string): void {
    this.#unexpected.push(what);
  }

  get sent(): ReadonlyMap<string, SentMessage> {
    return this.#sent;
  }

  get acknowledged(): readonly Acknowledgement[] {
    return this.#acknowledged;
  }

  /** By digest of the body; some may have been sent again and answered. */
  get broken(): ReadonlySet<string> {
    return this.#broken;
  }

  get unexpected(): readonly string[] {
    return this.#unexpected;
  }

  /** Messages of late, newest last. */
  get recent(): readonly SendableMessage[] {
    return this.#recent;
  }
}

/** A message of this vendor, signed now. */
export function sendableMessage(
  vendor: Vendor,
  parts: {
    readonly eventId: string;
    readonly body: Buffer;
    readonly headers: Readonly<Record<string, string>>;
  },
): SendableMessage {
  return {
    vendor,
    source: vendor.source,
    digest: bodyDigest(parts.body),
    eventId: vendor.hasEventId ? parts.eventId : undefined,
    headers: parts.headers,
    body: parts.body,
  };
}
