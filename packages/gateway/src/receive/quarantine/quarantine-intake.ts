import type { IncomingMessage } from "node:http";
import type { Metrics } from "../../observe/metrics.ts";
import type {
  QuarantineAddition,
  QuarantineDrop,
  QuarantineRoom,
  RefusedRequest,
} from "../../store/quarantine/quarantine-store.ts";
import type { Store } from "../../store/store.ts";
import type { ReceivingSource } from "../receiving-source.ts";
import { QuarantineGate } from "./quarantine-gate.ts";
import type { DropReason } from "./quarantine-gate.ts";
import { quarantineRoom } from "./quarantine-room.ts";

const MIB = 1024 * 1024;

/** At most four commits a second are made for refused requests, however many come: accepting shares the disk with them. */
const LINGER_MS = 250;

/** Held in memory until they are committed; beyond it they are dropped. */
const MAX_WAITING_BYTES = 32 * MIB;
const MAX_WAITING = 512;

export interface QuarantineIntakeOptions {
  readonly store: Pick<Store, "quarantine">;
  readonly metrics: Metrics;
  /** Milliseconds of a clock that does not jump. */
  readonly monotonicMs: () => number;
  /** Told with the sources whose room was full, after each commit. */
  readonly onFull?: (sourceIds: readonly number[]) => void;
  /** Told after each commit. */
  readonly onKept?: () => void;
}

/** A request that was refused and answered. */
export interface Refused {
  readonly request: Pick<IncomingMessage, "method" | "url" | "rawHeaders">;
  readonly body: Uint8Array;
  readonly receivedAt: number;
  readonly code: string;
}

/**
 * Takes refused requests on their way to the quarantine. Never waits, never throws and never holds up an answer or an
 * acceptance: what comes too fast, too large or while the store cannot write is dropped and counted.
 */
export class QuarantineIntake {
  readonly #options: QuarantineIntakeOptions;
  readonly #gate: QuarantineGate;
  readonly #rooms = new Map<number, QuarantineRoom>();
  #waiting: RefusedRequest[] = [];
  #waitingBytes = 0;
  #drops = new Map<number, QuarantineDrop>();
  #timer: NodeJS.Timeout | undefined;
  #flushing: Promise<void> | undefined;
  #isClosed = false;

  constructor(options: QuarantineIntakeOptions) {
    this.#options = options;
    this.#gate = new QuarantineGate(options.monotonicMs);
  }

  /** Keeps the request if there is room for it. Its body must not be changed afterwards. */
  offer(receiving: ReceivingSource, refused: Refused): void {
    const { organization, source } = receiving;
    const room = quarantineRoom(source);
    if (room === undefined || this.#isClosed) return;
    this.#rooms.set(source.id, room);
    const isBusy =
      this.#waiting.length >= MAX_WAITING || this.#waitingBytes + refused.body.length > MAX_WAITING_BYTES;
    const reason = isBusy ? "busy" : this.#gate.pass(source.id, refused.body.length);
    if (reason === undefined) {
      this.#waiting.push(toRefusedRequest(receiving, refused));
      this.#waitingBytes += refused.body.length;
      this.#options.metrics.quarantined
        .labels({ organization: organization.name, source: source.name })
        .inc();
    } else {
      this.#drop(receiving, reason);
    }
    this.#schedule();
  }

  /** Writes what waits and takes nothing more. */
  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    await this.#flushing;
    if (this.#hasWork()) await this.#flush();
  }

  #drop({ organization, source }: ReceivingSource, code: DropReason): void {
    const count = (this.#drops.get(source.id)?.count ?? 0) + 1;
    this.#drops.set(source.id, { organizationId: organization.id, sourceId: source.id, count });
    const labels = { organization: organization.name, source: source.name, code };
    this.#options.metrics.quarantineDropped.labels(labels).inc();
  }

  #schedule(): void {
    if (this.#timer !== undefined || this.#flushing !== undefined) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#flushing = this.#flush().finally(() => {
        this.#flushing = undefined;
        if (this.#hasWork() && !this.#isClosed) this.#schedule();
      });
    }, LINGER_MS);
    this.#timer.unref();
  }

  #hasWork(): boolean {
    return this.#waiting.length > 0 || this.#drops.size > 0;
  }

  async #flush(): Promise<void> {
    const addition = this.#takeAll();
    try {
      const { full } = await this.#options.store.quarantine.add(addition);
      if (full.length > 0) this.#options.onFull?.(full);
      this.#options.onKept?.();
    } catch {
      // Told by the log of the receiver, which needs the same store. Trying again could only fill the memory.
      this.#countLost(addition);
    }
  }

  #takeAll(): QuarantineAddition {
    const [requests, drops] = [this.#waiting, [...this.#drops.values()]];
    this.#waiting = [];
    this.#waitingBytes = 0;
    this.#drops = new Map();
    const touched = new Set([...requests, ...drops].map(({ sourceId }) => sourceId));
    const rooms = [...touched].flatMap((sourceId) => this.#rooms.get(sourceId) ?? []);
    return { requests, drops, rooms };
  }

  /** What could not be written is told with the next that can. */
  #countLost({ requests, drops }: QuarantineAddition): void {
    const lost = [...drops, ...requests.map((request) => ({ ...request, count: 1 }))];
    for (const { organizationId, sourceId, count } of lost) {
      const before = this.#drops.get(sourceId)?.count ?? 0;
      this.#drops.set(sourceId, { organizationId, sourceId, count: before + count });
    }
  }
}

function toRefusedRequest(
  { organization, source }: ReceivingSource,
  { request, body, receivedAt, code }: Refused,
): RefusedRequest {
  return {
    organizationId: organization.id,
    sourceId: source.id,
    receivedAt,
    code,
    method: request.method ?? "",
    url: request.url ?? "",
    rawHeaders: request.rawHeaders,
    body,
  };
}
