import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { Pool } from "undici";
import { waitUntil } from "../../support/wait-until.ts";
import { nablaEvent, signNabla } from "./senders.ts";

/** Far beyond the time in which every request is answered; whoever waits so long was forgotten. */
const FORGOTTEN_AFTER_MS = 12_000;
/** Nobody is helped by a sender that comes again at once. */
const BETWEEN_TRIES_MS = 50;

/** One answer to one try. */
export interface SeenAnswer {
  /** 0 where there was none: a broken connection, or none in a long time. */
  readonly status: number;
  readonly ms: number;
}

export interface SendersReport {
  readonly answers: readonly SeenAnswer[];
  /** Messages that were answered 200 in the end, each with every event id that it was told. */
  readonly acknowledged: ReadonlyMap<string, ReadonlySet<string>>;
  /** Of all answers that were no 200. */
  readonly slowestRefusalMs: number;
}

/** Senders that each send one message after the other, and each message until it is acknowledged, as senders do. */
export class SteadySenders {
  readonly #path: string;
  readonly #pool: Pool;
  readonly #senders: readonly Promise<void>[];
  readonly #acknowledged = new Map<string, Set<string>>();
  readonly #answers: SeenAnswer[] = [];
  #isStopping = false;

  private constructor(sourceUrl: string, count: number) {
    const { origin, pathname } = new URL(sourceUrl);
    this.#path = pathname;
    this.#pool = new Pool(origin, { connections: count });
    this.#senders = Array.from({ length: count }, () => this.#send());
  }

  static start(sourceUrl: string, count: number): SteadySenders {
    return new SteadySenders(sourceUrl, count);
  }

  /** How many answers with this status came so far. */
  countOf(status: number): number {
    return this.#answers.filter((answer) => answer.status === status).length;
  }

  /** Resolves when so many more were acknowledged. */
  async acknowledged(count: number): Promise<void> {
    const wanted = this.countOf(200) + count;
    await waitUntil(`${count} acknowledgements`, () => this.countOf(200) >= wanted);
  }

  /** Resolves when the message of each sender is acknowledged. */
  async stop(): Promise<SendersReport> {
    this.#isStopping = true;
    await Promise.all(this.#senders);
    await this.#pool.destroy();
    const refusals = this.#answers.filter(({ status }) => status !== 200).map(({ ms }) => ms);
    return {
      answers: this.#answers,
      acknowledged: this.#acknowledged,
      slowestRefusalMs: Math.round(Math.max(0, ...refusals)),
    };
  }

  async #send(): Promise<void> {
    while (!this.#isStopping) {
      const id = randomUUID();
      while (!(await this.#try(id))) await pause(BETWEEN_TRIES_MS);
    }
  }

  async #try(id: string): Promise<boolean> {
    const startedAt = performance.now();
    const body = nablaEvent(id);
    let status = 0;
    let text = "";
    try {
      const answer = await this.#pool.request({
        method: "POST",
        path: this.#path,
        headers: signNabla({ body }),
        body,
        signal: AbortSignal.timeout(FORGOTTEN_AFTER_MS),
      });
      text = await answer.body.text();
      status = answer.statusCode;
    } catch {
      // Noted as no answer.
    }
    this.#answers.push({ status, ms: performance.now() - startedAt });
    if (status !== 200) return false;
    const { id: eventId } = JSON.parse(text) as { readonly id: string };
    this.#acknowledged.set(id, (this.#acknowledged.get(id) ?? new Set()).add(eventId));
    return true;
  }
}
