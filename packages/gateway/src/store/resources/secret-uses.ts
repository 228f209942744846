import type { SecretRows, SecretUseRow } from "./secret-rows.ts";

/** How long a use may be known to this process alone: what a crash loses of a count that only advises. */
const FLUSH_AFTER_MS = 5000;

/**
 * Counts which secrets matched. A write for each request would cost as much as the request, so uses add up in memory, one
 * entry a secret, and are written a few seconds later in one statement.
 */
export class SecretUses {
  readonly #rows: Pick<SecretRows, "noteSecretUses">;
  #uses = new Map<number, SecretUseRow>();
  #timer: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor(rows: Pick<SecretRows, "noteSecretUses">) {
    this.#rows = rows;
  }

  note(secretId: number, at: number): void {
    this.#add({ secretId, matches: 1, lastMatchedAt: at });
    if (this.#timer !== undefined || this.#isClosed) return;
    this.#timer = setTimeout(() => void this.flush().catch(() => {}), FLUSH_AFTER_MS);
    this.#timer.unref();
  }

  /** Writes what was noted. Where that fails it stays noted, and the next use tries again. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const uses = this.#uses;
    if (uses.size === 0) return;
    this.#uses = new Map();
    try {
      await this.#rows.noteSecretUses([...uses.values()]);
    } catch (error) {
      for (const use of uses.values()) this.#add(use);
      throw error;
    }
  }

  /** Writes what was noted, if the store still takes it. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.flush().catch(() => {});
  }

  #add({ secretId, matches, lastMatchedAt }: SecretUseRow): void {
    const known = this.#uses.get(secretId);
    this.#uses.set(secretId, {
      secretId,
      matches: (known?.matches ?? 0) + matches,
      lastMatchedAt: Math.max(known?.lastMatchedAt ?? 0, lastMatchedAt),
    });
  }
}
