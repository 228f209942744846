import { GatewayError } from "../../errors.ts";

/** The length of the head, as an unsigned 32-bit number, leads the frame. */
const LENGTH_BYTES = 4;

export interface FramedRequest {
  readonly method: string;
  readonly url: string;
  readonly rawHeaders: readonly string[];
  readonly body: Uint8Array;
}

/** A whole request as one run of bytes: length of the head, head as JSON, body. */
export function requestFrame({ method, url, rawHeaders, body }: FramedRequest): Uint8Array {
  const head = Buffer.from(JSON.stringify({ method, url, rawHeaders }), "utf8");
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeUInt32BE(head.length);
  return Buffer.concat([length, head, body]);
}

/** @throws GatewayError `sealed_value_invalid` for what {@link requestFrame} does not write. */
export function readRequestFrame(frame: Buffer): FramedRequest {
  if (frame.length < LENGTH_BYTES) throw notAFrame();
  const bodyStart = LENGTH_BYTES + frame.readUInt32BE(0);
  if (bodyStart > frame.length) throw notAFrame();
  const head = readHead(frame.toString("utf8", LENGTH_BYTES, bodyStart));
  return { ...head, body: new Uint8Array(frame.subarray(bodyStart)) };
}

function readHead(json: string): Omit<FramedRequest, "body"> {
  try {
    // It was sealed by this gateway, and the seal held.
    return JSON.parse(json) as Omit<FramedRequest, "body">;
  } catch {
    throw notAFrame();
  }
}

function notAFrame(): GatewayError {
  return new GatewayError("sealed_value_invalid", "a quarantined request is not written as one");
}
