import type { ConditionDocument, Endpoint } from "../config/configuration.ts";
import { wantsSource } from "../config/wants-source.ts";
import { compileWildcard } from "../config/wildcard.ts";
import type { Matcher } from "../config/wildcard.ts";
import { meetsConditions } from "../meets-conditions.ts";

/** Event types come from outside: only so many of them are remembered. */
const MAX_REMEMBERED_TYPES = 256;

interface Wanting {
  readonly endpointId: number;
  readonly events: readonly Matcher[];
  /** Undefined: any body. */
  readonly where: readonly ConditionDocument[] | undefined;
}

/** Who wants a type of event. */
interface Wanted {
  readonly endpointIds: readonly number[];
  /** Those of them that look into the body first. */
  readonly conditional: ReadonlyMap<number, readonly ConditionDocument[]>;
}

/** Knows which endpoints want the events of one source, at one version of the configuration. */
export class FanOut {
  readonly #wanting: readonly Wanting[];
  readonly #remembered = new Map<string, Wanted>();

  /** @param endpoints All endpoints of the source's organization; disabled ones get nothing new. */
  constructor(sourceName: string, endpoints: readonly Endpoint[]) {
    this.#wanting = endpoints
      .filter((endpoint) => endpoint.isEnabled && wantsSource(endpoint.sources, sourceName))
      .map(({ id, events, where }) => ({ endpointId: id, events: events.map(compileWildcard), where }));
  }

  /**
   * The endpoints that want this event. The body is parsed only where one of them has conditions; a body that is not JSON
   * meets none.
   */
  endpointIds(eventType: string, body: Uint8Array): readonly number[] {
    const { endpointIds, conditional } = this.#wantedBy(eventType);
    if (conditional.size === 0) return endpointIds;
    const parsed = parseBody(body);
    return endpointIds.filter((id) => {
      const where = conditional.get(id);
      return where === undefined || (parsed !== undefined && meetsConditions(parsed.value, where));
    });
  }

  #wantedBy(eventType: string): Wanted {
    const remembered = this.#remembered.get(eventType);
    if (remembered !== undefined) return remembered;
    const wanting = this.#wanting.filter(({ events }) => events.some((matches) => matches(eventType)));
    const wanted = {
      endpointIds: wanting.map(({ endpointId }) => endpointId),
      conditional: new Map(
        wanting.flatMap(({ endpointId, where }) => (where === undefined ? [] : [[endpointId, where]])),
      ),
    };
    if (this.#remembered.size < MAX_REMEMBERED_TYPES) this.#remembered.set(eventType, wanted);
    return wanted;
  }
}

function parseBody(body: Uint8Array): { readonly value: unknown } | undefined {
  try {
    const text = Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString("utf8");
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}
