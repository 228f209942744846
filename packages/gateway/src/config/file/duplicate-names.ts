import type { Place } from "./configuration-problem.ts";
import type { Problems } from "./problems.ts";

/** Adds a problem for every entry whose name an earlier one of the same list has. */
export function addDuplicateNames(
  entries: readonly { readonly name: string; readonly field: string; readonly place: Place }[],
  problems: Problems,
): void {
  const firstLines = new Map<string, number>();
  for (const { name, field, place } of entries) {
    const firstLine = firstLines.get(name);
    if (firstLine === undefined) {
      firstLines.set(name, place.line);
      continue;
    }
    problems.add(place, {
      code: "duplicate_name",
      field,
      expected: "a name that no other entry of this list has",
      found: `${name}, as in line ${firstLine}`,
      remedy: "rename one of them",
    });
  }
}
