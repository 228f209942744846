import { randomBytes, randomUUID } from "node:crypto";
import { Pool } from "undici";
import type { SeededRandom } from "./seeded-random.ts";
import { sendableMessage } from "./sent-messages.ts";
import type { SendableMessage, SentMessages } from "./sent-messages.ts";
import { signAsVendor } from "./sign-as-vendor.ts";
import type { Vendor } from "./vendors.ts";

/** Of all requests: the same message again, byte for byte, as a sender does that saw no answer. */
const REPEAT_SHARE = 0.15;
/** Of all requests: a known event id with another body. */
const CONFLICT_SHARE = 0.03;
/** Of the messages of senders without an id: a body that is no text at all. */
const UNREADABLE_SHARE = 0.05;
/** Bodies from a few bytes to more than one page of the database. */
const MAX_NOTE_BYTES = 6_000;
/** One request may not hang: a gateway that never answers is a failure, not a pause. */
const ANSWER_TIMEOUT_MS = 20_000;
const UNAVAILABLE = 503;

export interface LoadOptions {
  readonly url: string;
  readonly organization: string;
  readonly vendors: readonly Vendor[];
  readonly connections: number;
  readonly random: SeededRandom;
  readonly messages: SentMessages;
  /** Ends the load after the requests under way. */
  readonly signal: AbortSignal;
}

/** Sends on all connections at once until told to stop or until the gateway is gone, and notes all it is told. */
export async function sendLoad(options: LoadOptions): Promise<void> {
  await using pool = closing(new Pool(options.url, { connections: options.connections }));
  const senders = Array.from({ length: options.connections }, () => sendUntilStopped(pool.pool, options));
  await Promise.all(senders);
}

async function sendUntilStopped(pool: Pool, options: LoadOptions): Promise<void> {
  while (!options.signal.aborted) {
    const message = nextMessage(options);
    options.messages.noteSent(message);
    try {
      await send(pool, message, options);
    } catch {
      // The connection broke: whether this message was stored is not known, which is what the test is about.
      options.messages.noteBroken(message.digest);
      return;
    }
  }
}

async function send(pool: Pool, message: SendableMessage, options: LoadOptions): Promise<void> {
  const { statusCode, body } = await pool.request({
    method: "POST",
    path: `/in/${options.organization}/${message.source}`,
    headers: message.headers,
    body: message.body,
    headersTimeout: ANSWER_TIMEOUT_MS,
    bodyTimeout: ANSWER_TIMEOUT_MS,
  });
  // Only a whole answer counts as one: of a head alone, a sender would not be sure either.
  const answer = await body.text();
  if (statusCode >= 200 && statusCode < 300) {
    options.messages.noteAcknowledged(message.digest, answeredId(answer));
  } else if (statusCode !== UNAVAILABLE) {
    options.messages.noteUnexpected(`${message.source} was answered ${statusCode}`);
  }
}

function nextMessage({ random, messages, vendors }: LoadOptions): SendableMessage {
  const earlier = random.pick(messages.recent);
  if (earlier !== undefined && random.chance(REPEAT_SHARE)) return earlier;
  if (earlier?.eventId !== undefined && random.chance(CONFLICT_SHARE)) {
    return newMessage(earlier.vendor, earlier.eventId, random);
  }
  const vendor = random.pick(vendors);
  if (vendor === undefined) throw new Error("no vendors");
  return newMessage(vendor, randomUUID(), random);
}

function newMessage(vendor: Vendor, eventId: string, random: SeededRandom): SendableMessage {
  const note = `${randomUUID()} é 😀 ${randomBytes(random.between(0, MAX_NOTE_BYTES / 2)).toString("hex")}`;
  const isUnreadable = !vendor.hasEventId && random.chance(UNREADABLE_SHARE);
  const body = isUnreadable
    ? randomBytes(random.between(32, MAX_NOTE_BYTES))
    : Buffer.from(vendor.body(eventId, note));
  return sendableMessage(vendor, { eventId, body, headers: signAsVendor(vendor, body) });
}

function answeredId(answer: string): string | undefined {
  const value: unknown = JSON.parse(answer);
  if (typeof value !== "object" || value === null || !("id" in value)) return undefined;
  return typeof value.id === "string" ? value.id : undefined;
}

function closing(pool: Pool): AsyncDisposable & { readonly pool: Pool } {
  return { pool, [Symbol.asyncDispose]: () => pool.destroy() };
}
