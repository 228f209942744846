import { edgeMisuse } from "../edge-misuse.ts";

/**
 * The same handler, once it is sure that it is one.
 *
 * @throws CountersignError `handler_required`
 */
export function readHandler<H>(handler: H): H {
  if (typeof handler !== "function") throw edgeMisuse("handler_required");
  return handler;
}
