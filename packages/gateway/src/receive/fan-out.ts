import { compileWildcard } from "../config/wildcard.ts";
import type { Matcher } from "../config/wildcard.ts";
import type { Endpoint } from "../config/configuration.ts";

/** Event types come from outside: only so many of them are remembered. */
const MAX_REMEMBERED_TYPES = 256;

interface Wanting {
  readonly endpointId: number;
  readonly events: readonly Matcher[];
}

/** Knows which endpoints want the events of one source, at one version of the configuration. */
export class FanOut {
  readonly #wanting: readonly Wanting[];
  readonly #remembered = new Map<string, readonly number[]>();

  /** @param endpoints All endpoints of the source's organization; disabled ones get nothing new. */
  constructor(sourceName: string, endpoints: readonly Endpoint[]) {
    this.#wanting = endpoints
      .filter((endpoint) => endpoint.isEnabled)
      .filter((endpoint) => endpoint.sources.some((pattern) => compileWildcard(pattern)(sourceName)))
      .map((endpoint) => ({ endpointId: endpoint.id, events: endpoint.events.map(compileWildcard) }));
  }

  /** The endpoints that want this type of event. */
  endpointIds(eventType: string): readonly number[] {
    const remembered = this.#remembered.get(eventType);
    if (remembered !== undefined) return remembered;
    const ids = this.#wanting
      .filter(({ events }) => events.some((matches) => matches(eventType)))
      .map(({ endpointId }) => endpointId);
    if (this.#remembered.size < MAX_REMEMBERED_TYPES) this.#remembered.set(eventType, ids);
    return ids;
  }
}
