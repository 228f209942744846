import { randomUUID } from "node:crypto";

/** What is sent as JSON: the data of one event, with what tells it apart from others. */
export interface WrappedMessage {
  readonly id: string;
  readonly body: Uint8Array;
}

/**
 * Wraps data as `{ id, created_at, type, data }`, once: these bytes are stored, and signed and sent on every try. The id is
 * the message's own, the same at every endpoint.
 */
export function wrapMessage(type: string, data: unknown, now: number): WrappedMessage {
  const id = `msg_${randomUUID()}`;
  const message = { id, created_at: new Date(now).toISOString(), type, data };
  return { id, body: Buffer.from(JSON.stringify(message), "utf8") };
}
