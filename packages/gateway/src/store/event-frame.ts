import { GatewayError } from "../errors.ts";

/** Lengths of the two parts, each as an unsigned 32-bit number, lead the frame. */
const LENGTH_BYTES = 4;
const PREFIX_BYTES = 2 * LENGTH_BYTES;

export interface EventPayload {
  /** Names and values in turn. */
  readonly rawHeaders: readonly string[];
  readonly body: Uint8Array;
}

/** The parts of one event's frame, in order: lengths, headers as JSON, body. */
export function eventFrame(payload: EventPayload): readonly Uint8Array[] {
  const headers = Buffer.from(JSON.stringify(payload.rawHeaders), "utf8");
  const prefix = Buffer.alloc(PREFIX_BYTES);
  prefix.writeUInt32BE(headers.length, 0);
  prefix.writeUInt32BE(payload.body.length, LENGTH_BYTES);
  return [prefix, headers, payload.body];
}

/**
 * Reads one frame out of an opened blob. The body is a copy, so that it does not keep the blob in memory.
 *
 * @throws GatewayError `sealed_value_invalid` when the place does not hold a frame of exactly that length.
 */
export function readEventFrame(blob: Uint8Array, offset: number, length: number): EventPayload {
  const frame = Buffer.from(blob.buffer, blob.byteOffset, blob.byteLength).subarray(offset, offset + length);
  if (frame.length !== length || length < PREFIX_BYTES) throw notAFrame();
  const headerBytes = frame.readUInt32BE(0);
  const bodyBytes = frame.readUInt32BE(LENGTH_BYTES);
  if (PREFIX_BYTES + headerBytes + bodyBytes !== length) throw notAFrame();
  const bodyStart = PREFIX_BYTES + headerBytes;
  return {
    rawHeaders: readHeaders(frame.toString("utf8", PREFIX_BYTES, bodyStart)),
    body: new Uint8Array(frame.subarray(bodyStart)),
  };
}

function readHeaders(json: string): readonly string[] {
  try {
    return JSON.parse(json) as readonly string[];
  } catch {
    throw notAFrame();
  }
}

function notAFrame(): GatewayError {
  return new GatewayError(
    "sealed_value_invalid",
    "an event points to a place of its blob that holds no event",
  );
}
