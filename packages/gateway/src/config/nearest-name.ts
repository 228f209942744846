/** Further apart than this, two names are not a slip of the fingers. */
const MAX_EDITS = 3;

/** The known name that `given` was probably meant to be, or undefined. Meant for short names and short lists. */
export function nearestName(given: string, known: Iterable<string>): string | undefined {
  let best: string | undefined;
  let fewest = Math.min(MAX_EDITS, Math.floor(given.length / 2)) + 1;
  for (const name of known) {
    if (Math.abs(name.length - given.length) >= fewest) continue;
    const edits = editDistance(given.toLowerCase(), name.toLowerCase());
    if (edits < fewest) [best, fewest] = [name, edits];
  }
  return best;
}

/** Insertions, deletions, replacements and swaps of neighbours that turn `from` into `to` (optimal string alignment). */
function editDistance(from: string, to: string): number {
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let row = 1; row <= from.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= to.length; column += 1) {
      const isSame = from[row - 1] === to[column - 1];
      let edits = Math.min(
        at(previous, column) + 1,
        at(current, column - 1) + 1,
        at(previous, column - 1) + (isSame ? 0 : 1),
      );
      const isSwap =
        row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      if (isSwap) edits = Math.min(edits, at(beforePrevious, column - 2) + 1);
      current.push(edits);
    }
    [beforePrevious, previous] = [previous, current];
  }
  return at(previous, to.length);
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Number.POSITIVE_INFINITY;
}
