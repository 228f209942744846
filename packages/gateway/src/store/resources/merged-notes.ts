/** How long a note may be known to this process alone: what a crash loses of what only advises. */
const FLUSH_AFTER_MS = 5000;

export interface MergedNotesOptions<Note> {
  /** Notes of one key become one. */
  readonly keyOf: (note: Note) => number;
  readonly merge: (known: Note, note: Note) => Note;
  /** Writes notes, one a key, in one statement. */
  readonly write: (notes: readonly Note[]) => Promise<void>;
}

/**
 * Notes of what requests show by the way. A write for each request would cost as much as the request, so they are merged
 * in memory, one a key, and written a few seconds later.
 */
export class MergedNotes<Note> {
  readonly #options: MergedNotesOptions<Note>;
  #notes = new Map<number, Note>();
  #timer: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor(options: MergedNotesOptions<Note>) {
    this.#options = options;
  }

  note(note: Note): void {
    this.#add(note);
    if (this.#timer !== undefined || this.#isClosed) return;
    this.#timer = setTimeout(() => void this.flush().catch(() => {}), FLUSH_AFTER_MS);
    this.#timer.unref();
  }

  /** Writes what was noted. Where that fails it stays noted, and the next note tries again. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const notes = this.#notes;
    if (notes.size === 0) return;
    this.#notes = new Map();
    try {
      await this.#options.write([...notes.values()]);
    } catch (error) {
      for (const note of notes.values()) this.#add(note);
      throw error;
    }
  }

  /** Writes what was noted, if the store still takes it. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.flush().catch(() => {});
  }

  #add(note: Note): void {
    const key = this.#options.keyOf(note);
    const known = this.#notes.get(key);
    this.#notes.set(key, known === undefined ? note : this.#options.merge(known, note));
  }
}
