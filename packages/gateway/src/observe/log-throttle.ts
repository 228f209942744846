/** Lines of one kind within one window. Enough to see what goes on, few enough that a flood cannot fill a disk. */
const LINES_PER_WINDOW = 5;
const WINDOW_MS = 60_000;

interface Window {
  startedAt: number;
  lines: number;
  suppressed: number;
}

/**
 * Decides which of many like lines are logged. Kinds are configured names and codes, so their number is bounded; a kind
 * that is quiet for a window starts afresh.
 */
export class LogThrottle {
  readonly #now: () => number;
  readonly #windows = new Map<string, Window>();

  /** @param now Milliseconds; any clock that does not jump. */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** How many lines of this kind were left out since the last one, if one may be logged now; else undefined. */
  admit(kind: string): number | undefined {
    const now = this.#now();
    const window = this.#windows.get(kind);
    if (window === undefined || now - window.startedAt >= WINDOW_MS) {
      this.#windows.set(kind, { startedAt: now, lines: 1, suppressed: 0 });
      return window?.suppressed ?? 0;
    }
    if (window.lines < LINES_PER_WINDOW) {
      window.lines += 1;
      return 0;
    }
    window.suppressed += 1;
    return undefined;
  }
}
