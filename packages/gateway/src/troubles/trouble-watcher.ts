import { setImmediate as nextTurn } from "node:timers/promises";
import type { EventSender } from "../sending/event-sender.ts";
import type { ExpiringSecret } from "../store/resources/resource-store.ts";
import type { Store } from "../store/store.ts";
import { silentSources } from "./silent-sources.ts";
import type { TroubleNotes } from "./trouble-notes.ts";
import { troubleTypes } from "./trouble-types.ts";
import type { Trouble } from "./trouble-types.ts";

const LOOK_EVERY_MS = 60_000;

/** Silence and the age of secrets change slowly, and the store is asked for them. */
const LOOKS_BETWEEN_SLOW_ONES = 10;

/** Events made in one look; what is left is told with the next. */
const MAX_TOLD_PER_LOOK = 100;

/** Beyond this something is wrong with telling itself. */
const MAX_WAITING = 1000;

export interface TroubleWatcherOptions {
  readonly store: Pick<Store, "loadConfiguration" | "resources" | "events">;
  readonly notes: TroubleNotes;
  /** Sends as the source `countersign`. */
  readonly sender: Pick<EventSender, "send">;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Whether it looks for what only the store shows: silence and the age of secrets. Default true. */
  readonly looksAtStore?: boolean;
}

/**
 * Tells an organization of its troubles, as events of the source `countersign` that endpoints subscribe to by that name.
 * The same trouble is told once in the time that its type says: the event's key holds it, so that the store remembers
 * it over restarts and for all gateways. (Limit: the times begin on the clock, so that two may be close together.)
 */
export class TroubleWatcher {
  readonly #options: TroubleWatcherOptions;
  readonly #watchedSince: number;
  readonly #waiting = new Map<string, Trouble>();
  #timer: NodeJS.Timeout | undefined;
  #looking: Promise<void> | undefined;
  #looks = 0;

  constructor(options: TroubleWatcherOptions) {
    this.#options = options;
    this.#watchedSince = options.now();
  }

  start(): void {
    this.#timer = setInterval(() => void this.look(), LOOK_EVERY_MS);
    this.#timer.unref();
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.#looking;
  }

  /** Looks once, and tells what there is. Never rejects: what could not be told is told with the next look. */
  look(): Promise<void> {
    this.#looking ??= this.#look()
      .catch(() => {})
      .finally(() => {
        this.#looking = undefined;
      });
    return this.#looking;
  }

  async #look(): Promise<void> {
    this.#wait(this.#options.notes.look());
    const isSlowOne = this.#looks % LOOKS_BETWEEN_SLOW_ONES === 0;
    this.#looks += 1;
    try {
      if (isSlowOne && this.#options.looksAtStore !== false) this.#wait(await this.#slowTroubles());
    } finally {
      await this.#tell();
    }
  }

  #wait(troubles: readonly Trouble[]): void {
    for (const trouble of troubles) {
      if (this.#waiting.size < MAX_WAITING) this.#waiting.set(this.#keyOf(trouble), trouble);
    }
  }

  async #slowTroubles(): Promise<readonly Trouble[]> {
    const { store, notes, now } = this.#options;
    const { organizations } = await store.loadConfiguration();
    const silent = await silentSources(organizations, {
      store,
      lastAcceptedAt: (sourceId) => notes.lastAcceptedAt(sourceId),
      watchedSince: this.#watchedSince,
      now: now(),
    });
    return [...silent, ...(await store.resources.expiringSecrets(now())).map(expiring)];
  }

  async #tell(): Promise<void> {
    for (const [key, trouble] of [...this.#waiting].slice(0, MAX_TOLD_PER_LOOK)) {
      const { organizationId, type, data } = trouble;
      this.#waiting.delete(key);
      try {
        // A key that is known, with whatever counts, says that this was told.
        await this.#options.sender.send(organizationId, { type, content: { data }, dedupeKey: key });
      } catch {
        // Behind the others: what cannot be told must not keep them back.
        this.#waiting.set(key, trouble);
      }
      await nextTurn();
    }
  }

  #keyOf({ organizationId, type, subject }: Trouble): string {
    const period = Math.floor(this.#options.now() / troubleTypes[type].repeatMs);
    return JSON.stringify(["trouble", organizationId, type, subject, period]);
  }
}

function expiring({ organizationId, owner, secret, reason, notAfter, createdAt }: ExpiringSecret): Trouble {
  return {
    organizationId,
    type: "secret.expiring",
    subject: `secret ${owner.kind} ${owner.name} ${secret}`,
    data: {
      owner: owner.kind,
      name: owner.name,
      secret,
      reason,
      createdAt: new Date(createdAt).toISOString(),
      endsAt: notAfter === undefined ? null : new Date(notAfter).toISOString(),
    },
  };
}
