import { MAX_ESCAPED_BYTES, writeCgiEscaped } from "../encoding/cgi-escape.ts";
import { writeByteString } from "../encoding/byte-string.ts";

/** The signed content: byte strings around the body, which is never copied or decoded before it is hashed. */
export interface Message {
  /** Byte string before the body, escaped already where the scheme escapes. */
  readonly before: string;
  readonly body: Uint8Array;
  /** Byte string after the body, escaped already where the scheme escapes. */
  readonly after: string;
  /** Whether the body's bytes are form-escaped. */
  readonly isEscaped: boolean;
}

/** Whatever takes bytes piece by piece: a `Hash` or an `Hmac` of node:crypto. */
export interface ByteSink {
  update(bytes: Uint8Array): unknown;
}

/** Escaped in pieces of this size, so that a large body needs no large copy. */
const ESCAPE_CHUNK_BYTES = 16 * 1024;

/** The most bytes a message can have once it is written out. */
export function maxMessageBytes(message: Message): number {
  const bodyBytes = message.body.length * (message.isEscaped ? MAX_ESCAPED_BYTES : 1);
  return message.before.length + bodyBytes + message.after.length;
}

/**
 * Writes the signed bytes into `target` from `offset` on. There must be room for `maxMessageBytes`.
 *
 * @returns Where they end.
 */
export function writeMessage(message: Message, target: Uint8Array, offset: number): number {
  let end = writeByteString(message.before, target, offset);
  if (message.isEscaped) {
    end = writeCgiEscaped(message.body, target, end);
  } else {
    target.set(message.body, end);
    end += message.body.length;
  }
  return writeByteString(message.after, target, end);
}

/** Feeds the signed bytes to a hash without ever holding them all. */
export function streamMessage(message: Message, sink: ByteSink): void {
  const text = new Uint8Array(Math.max(message.before.length, message.after.length));
  sink.update(text.subarray(0, writeByteString(message.before, text, 0)));
  if (message.isEscaped) {
    const chunk = new Uint8Array(Math.min(message.body.length, ESCAPE_CHUNK_BYTES) * MAX_ESCAPED_BYTES);
    for (let start = 0; start < message.body.length; start += ESCAPE_CHUNK_BYTES) {
      const end = writeCgiEscaped(message.body.subarray(start, start + ESCAPE_CHUNK_BYTES), chunk, 0);
      sink.update(chunk.subarray(0, end));
    }
  } else {
    sink.update(message.body);
  }
  sink.update(text.subarray(0, writeByteString(message.after, text, 0)));
}
