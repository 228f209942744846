import { GatewayError } from "../errors.ts";

/** Lengths of the two parts, each as an unsigned 32-bit number, lead the frame. */
const LENGTH_BYTES = 4;
const PREFIX_BYTES = 2 * LENGTH_BYTES;

export interface EventPayload {
  /** Names and values in turn. */
  readonly rawHeaders: readonly string[];
  readonly body: Uint8Array;
}

/** One event's frame, ready to be written: lengths, headers as JSON, body. */
export interface EventFrame {
  readonly headers: string;
  readonly headerBytes: number;
  readonly body: Uint8Array;
  /** Length of the whole. */
  readonly bytes: number;
}

export function eventFrame({ rawHeaders, body }: EventPayload): EventFrame {
  const headers = JSON.stringify(rawHeaders);
  const headerBytes = Buffer.byteLength(headers, "utf8");
  return { headers, headerBytes, body, bytes: PREFIX_BYTES + headerBytes + body.length };
}

/** Writes the frame into `target` from `offset` on. */
export function writeEventFrame(target: Buffer, offset: number, frame: EventFrame): void {
  target.writeUInt32BE(frame.headerBytes, offset);
  target.writeUInt32BE(frame.body.length, offset + LENGTH_BYTES);
  target.write(frame.headers, offset + PREFIX_BYTES, "utf8");
  target.set(frame.body, offset + PREFIX_BYTES + frame.headerBytes);
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
