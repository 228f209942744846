import { ownSources } from "../config/own-sources.ts";
import type { Trouble } from "./trouble-types.ts";

/** A source, as far as its troubles need it. */
export interface NotedSource {
  readonly organization: { readonly id: number };
  readonly source: { readonly id: number; readonly name: string };
}

/** An endpoint, likewise. */
export interface NotedEndpoint {
  readonly organizationId: number;
  readonly endpoint: { readonly id: number; readonly name: string };
}

/** A secret that is wrong refuses everything; single wrong requests come now and then. */
const REFUSED_IN_A_ROW = 10;

/** Fewer in one window tell nothing about a source's health. */
const REFUSED_IN_A_WINDOW = 20;

/** Looks that make a window: five, one a minute. */
const LOOKS_PER_WINDOW = 5;

/** Codes told of one source; there are not many more. */
const MAX_CODES = 20;

interface SourceNotes {
  readonly of: NotedSource;
  inARow: number;
  refused: number;
  accepted: number;
  held: number;
  codes: Map<string, number>;
}

interface EndpointNotes {
  readonly of: NotedEndpoint;
  failed: number;
  result: string;
}

/**
 * Notes what may become a trouble where it happens: a few counts for each source and endpoint, so that noting costs the
 * hot paths next to nothing. Whoever tells of troubles looks at them now and then.
 */
export class TroubleNotes {
  readonly #sources = new Map<number, SourceNotes>();
  #endpoints = new Map<number, EndpointNotes>();
  #disabled = new Map<number, NotedEndpoint>();
  #full = new Set<number>();
  readonly #lastAcceptedAt = new Map<number, number>();
  #looks = 0;

  refused(of: NotedSource, code: string): void {
    const notes = this.#notesOf(of);
    notes.inARow += 1;
    notes.refused += 1;
    if (notes.codes.has(code) || notes.codes.size < MAX_CODES) {
      notes.codes.set(code, (notes.codes.get(code) ?? 0) + 1);
    }
  }

  /** @param at Milliseconds since 1970. */
  accepted(of: NotedSource, at: number): void {
    const notes = this.#notesOf(of);
    notes.inARow = 0;
    notes.accepted += 1;
    this.#lastAcceptedAt.set(of.source.id, at);
  }

  held(of: NotedSource): void {
    this.#notesOf(of).held += 1;
  }

  /** A dead letter. One that tells of a trouble itself makes none: two endpoints could keep each other busy for ever. */
  deliveryFailed(of: NotedEndpoint, failure: { readonly sourceId: number; readonly result: string }): void {
    if (failure.sourceId === ownSources.countersign) return;
    const failed = (this.#endpoints.get(of.endpoint.id)?.failed ?? 0) + 1;
    this.#endpoints.set(of.endpoint.id, { of, failed, result: failure.result });
  }

  endpointDisabled(of: NotedEndpoint): void {
    this.#disabled.set(of.endpoint.id, of);
  }

  quarantineFull(sourceIds: readonly number[]): void {
    for (const id of sourceIds) this.#full.add(id);
  }

  /** When this process last accepted something from the source. */
  lastAcceptedAt(sourceId: number): number | undefined {
    return this.#lastAcceptedAt.get(sourceId);
  }

  /** The troubles that the notes since the last look show. To be called once a minute. */
  look(): readonly Trouble[] {
    const troubles = [
      ...[...this.#sources.values()].flatMap((notes) => this.#ofSource(notes)),
      ...[...this.#endpoints.values()].map(deliveriesFailed),
      ...[...this.#disabled.values()].map(disabled),
    ];
    this.#endpoints = new Map();
    this.#disabled = new Map();
    this.#full = new Set();
    this.#looks += 1;
    for (const notes of this.#sources.values()) this.#forget(notes);
    return troubles;
  }

  #notesOf(of: NotedSource): SourceNotes {
    const known = this.#sources.get(of.source.id);
    if (known !== undefined) return known;
    const notes = { of, inARow: 0, refused: 0, accepted: 0, held: 0, codes: new Map<string, number>() };
    this.#sources.set(of.source.id, notes);
    return notes;
  }

  #forget(notes: SourceNotes): void {
    notes.held = 0;
    if (this.#looks % LOOKS_PER_WINDOW !== 0) return;
    notes.refused = 0;
    notes.accepted = 0;
    notes.codes = new Map();
    if (notes.inARow === 0) this.#sources.delete(notes.of.source.id);
  }

  #ofSource(notes: SourceNotes): readonly Trouble[] {
    const { of, inARow, refused, accepted, held, codes } = notes;
    const about = { organizationId: of.organization.id, subject: `source ${of.source.id}` };
    const source = of.source.name;
    const isRefusing =
      refused > 0 && (inARow >= REFUSED_IN_A_ROW || (refused >= REFUSED_IN_A_WINDOW && refused > accepted));
    const data = { source, inARow, refused, accepted, codes: Object.fromEntries(codes) };
    return [
      ...(isRefusing ? [{ ...about, type: "source.refusing", data } as const] : []),
      ...(held > 0 ? [{ ...about, type: "event.held", data: { source, held } } as const] : []),
      ...(this.#full.has(of.source.id)
        ? [{ ...about, type: "quarantine.full", data: { source } } as const]
        : []),
    ];
  }
}

function deliveriesFailed({ of, failed, result }: EndpointNotes): Trouble {
  return {
    ...aboutEndpoint(of),
    type: "delivery.failed",
    data: { endpoint: of.endpoint.name, failed, result },
  };
}

function disabled(of: NotedEndpoint): Trouble {
  return {
    ...aboutEndpoint(of),
    type: "endpoint.disabled",
    data: { endpoint: of.endpoint.name, reason: "gone" },
  };
}

function aboutEndpoint({
  organizationId,
  endpoint,
}: NotedEndpoint): Pick<Trouble, "organizationId" | "subject"> {
  return { organizationId, subject: `endpoint ${endpoint.id}` };
}
