import { atPointer } from "../at-pointer.ts";
import type { Endpoint, OrderByDocument } from "../config/configuration.ts";

interface KeyedEvent {
  readonly endpointIds: readonly number[];
  readonly eventType: string;
  readonly body: Uint8Array;
}

/** Finds the ordering keys of events for the endpoints of one organization, at one version of its configuration. */
export class OrderingKeys {
  readonly #orderBy: ReadonlyMap<number, OrderByDocument>;

  constructor(endpoints: readonly Endpoint[]) {
    this.#orderBy = new Map(
      endpoints.flatMap(({ id, orderBy }) => (orderBy === undefined ? [] : [[id, orderBy] as const])),
    );
  }

  /**
   * The event's key for each endpoint that keeps an order and for which it has one; undefined where there is none. The body
   * is parsed only where an endpoint looks into it, and once.
   */
  of({ endpointIds, eventType, body }: KeyedEvent): ReadonlyMap<number, string> | undefined {
    if (this.#orderBy.size === 0) return undefined;
    const keys = new Map<number, string>();
    let parsed: { readonly value: unknown } | undefined;
    for (const endpointId of endpointIds) {
      const orderBy = this.#orderBy.get(endpointId);
      if (orderBy === undefined) continue;
      if (orderBy.kind === "type") {
        keys.set(endpointId, eventType);
        continue;
      }
      parsed ??= { value: parseBody(body) };
      const key = keyOf(atPointer(parsed.value, orderBy.pointer));
      if (key !== undefined) keys.set(endpointId, key);
    }
    return keys.size === 0 ? undefined : keys;
  }
}

/** JSON tells a number from the text of the same digits. Lists and objects are no keys: their spelling varies. */
function keyOf(value: unknown): string | undefined {
  const isKey = typeof value === "string" || typeof value === "number" || typeof value === "boolean";
  return isKey ? JSON.stringify(value) : undefined;
}

/** A body that is not JSON has no keys. */
function parseBody(body: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString("utf8"));
  } catch {
    return undefined;
  }
}
