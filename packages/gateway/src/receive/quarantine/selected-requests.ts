import { setImmediate as nextTurn } from "node:timers/promises";
import type { GatewayErrorCode } from "../../errors.ts";
import type {
  QuarantineFilter,
  QuarantineStore,
  QuarantinedRequest,
  QuarantinedSummary,
} from "../../store/quarantine/quarantine-store.ts";

/** Which quarantined requests are meant: some by id, or all that fit a filter, from a position on. */
export type QuarantineSelection =
  { readonly ids: readonly string[] } | { readonly filter: QuarantineFilter; readonly after?: number };

/** One call looks at this much, then says where the next one goes on: it must not work for minutes. */
export const MAX_SELECTED = 1000;
const MAX_SELECTED_BYTES = 64 * 1024 * 1024;

const LISTED_AT_ONCE = 100;

const UNREADABLE: GatewayErrorCode = "sealed_value_invalid";

export interface SelectionOptions {
  readonly quarantine: Pick<QuarantineStore, "list" | "open">;
  readonly organizationId: number;
  readonly selection: QuarantineSelection;
}

/** The selected requests with their payloads, in the order in which they were kept; others get turns in between. */
export class SelectedRequests {
  /** Ids that name nothing any more, or what can no longer be opened. */
  missing = 0;
  /** Where the next call goes on; undefined when all were looked at. */
  next: number | undefined;
  readonly #options: SelectionOptions;

  constructor(options: SelectionOptions) {
    this.#options = options;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<QuarantinedRequest, void, undefined> {
    const { quarantine, organizationId, selection } = this.#options;
    const isById = "ids" in selection;
    const ids = isById ? selection.ids : this.#idsOf(selection.filter, selection.after ?? 0);
    for await (const id of ids) {
      await nextTurn();
      const request = await quarantine.open(organizationId, id).catch(unlessUnreadable);
      if (request !== undefined) yield request;
      // One of a list may have been deleted since.
      else if (isById) this.missing += 1;
    }
  }

  async *#idsOf(filter: QuarantineFilter, after: number): AsyncGenerator<string, void, undefined> {
    let [position, looked, bytes] = [after, 0, 0];
    for (;;) {
      const page = await this.#list(filter, position);
      for (const { quarantineId, bodyBytes, position: at } of page) {
        if (looked === MAX_SELECTED || (looked > 0 && bytes + bodyBytes > MAX_SELECTED_BYTES)) {
          this.next = position;
          return;
        }
        yield quarantineId;
        [position, looked, bytes] = [at, looked + 1, bytes + bodyBytes];
      }
      if (page.length < LISTED_AT_ONCE) return;
    }
  }

  #list(filter: QuarantineFilter, after: number): Promise<readonly QuarantinedSummary[]> {
    const { quarantine, organizationId } = this.#options;
    return quarantine.list(organizationId, filter, { order: "asc", after, limit: LISTED_AT_ONCE });
  }
}

/** One that no longer opens, because its key was destroyed, must not keep the others in. */
function unlessUnreadable(error: unknown): undefined {
  if (error instanceof Error && "code" in error && error.code === UNREADABLE) return undefined;
  throw error;
}
