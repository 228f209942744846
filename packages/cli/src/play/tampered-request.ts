import type { SignedRequest } from "./signed-request.ts";

/** The same request with one bit of one body byte changed after signing, as a forger or a broken proxy would. */
export function tamperedRequest(request: SignedRequest): SignedRequest {
  const body = Uint8Array.from(request.body);
  const middle = Math.floor(body.length / 2);
  const byte = body[middle];
  if (byte === undefined) throw new RangeError("an empty body has no byte to change");
  body[middle] = byte ^ 1;
  return { ...request, body };
}
