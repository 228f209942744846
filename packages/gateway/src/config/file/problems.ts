import type { ConfigurationProblem, Place } from "./configuration-problem.ts";

/** More than this helps nobody, and a hostile file cannot fill memory with them. */
const MAX_PROBLEMS = 200;

/** Collects what is wrong with one configuration file while the reading goes on. */
export class Problems {
  readonly #found: ConfigurationProblem[] = [];

  add(place: Place, problem: Omit<ConfigurationProblem, keyof Place>): void {
    if (this.#found.length >= MAX_PROBLEMS) return;
    this.#found.push({ line: place.line, column: place.column, ...problem });
  }

  /** How many there are so far: tells whether a part was read without any. */
  get count(): number {
    return this.#found.length;
  }

  /** All problems in the order of the file. */
  inOrder(): readonly ConfigurationProblem[] {
    return this.#found.toSorted((a, b) => a.line - b.line || a.column - b.column);
  }
}
