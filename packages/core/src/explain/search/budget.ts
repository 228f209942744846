/** A search ends after so many signatures, whatever the clock says. */
const MAX_TRIED = 6000;

/**
 * Default deadline: explaining a request must not stop a server that does other things. A 10 KB body takes about a fifth
 * of it (benchmarks/explain); a process that has just started, or a busy machine, takes several times as long.
 */
const DEFAULT_BUDGET_MS = 250;

/** What a search may cost. */
export class Budget {
  readonly #startMs = performance.now();
  readonly #budgetMs: number;
  #tried = 0;
  #wasExceeded = false;

  constructor(budgetMs: number | undefined) {
    this.#budgetMs = typeof budgetMs === "number" && budgetMs >= 1 ? budgetMs : DEFAULT_BUDGET_MS;
  }

  get tried(): number {
    return this.#tried;
  }

  get elapsedMs(): number {
    return performance.now() - this.#startMs;
  }

  /** Whether something was not tried for want of budget. */
  get wasExceeded(): boolean {
    return this.#wasExceeded;
  }

  /** Whether there is something left to spend. Asked before each thing that is tried. */
  get isLeft(): boolean {
    const isLeft = this.#tried < MAX_TRIED && this.elapsedMs < this.#budgetMs;
    if (!isLeft) this.#wasExceeded = true;
    return isLeft;
  }

  /** Counts one signature. */
  spend(): void {
    this.#tried += 1;
  }
}
