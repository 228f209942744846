/** Further apart than this, two names are not a slip of the fingers. */
const MAX_EDITS = 3;
/** Longer text is no name, and comparing it would only take time. */
const MAX_NAME_LENGTH = 64;

/** The known name that `given` was probably meant to be, or undefined. */
export function nearestName(given: string, known: readonly string[]): string | undefined {
  if (given.length > MAX_NAME_LENGTH) return undefined;
  const [best] = known
    .map((name) => ({ name, edits: editDistance(given.toLowerCase(), name) }))
    .filter(({ edits }) => edits <= Math.min(MAX_EDITS, given.length / 2))
    .sort((one, other) => one.edits - other.edits);
  return best?.name;
}

/** Insertions, deletions and replacements that turn `from` into `to` (Levenshtein). */
function editDistance(from: string, to: string): number {
  let previous = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [row, letter] of Array.from(from).entries()) {
    const current = [row + 1];
    for (const [column, other] of Array.from(to).entries()) {
      const replaced = (previous[column] ?? 0) + (letter === other ? 0 : 1);
      current.push(Math.min(replaced, (previous[column + 1] ?? 0) + 1, (current[column] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[to.length] ?? 0;
}
