import type { IncomingMessage } from "node:http";

/** The value of a header that may come once; undefined where it is missing or comes more than once. */
export function singleHeader(request: IncomingMessage, name: string): string | undefined {
  const values = request.headersDistinct[name];
  return values?.length === 1 ? values[0] : undefined;
}
