import { RECEIVE_PREFIX } from "../source-paths.ts";
import type { Problems } from "./problems.ts";
import type { LocatedSource } from "./read-source.ts";

/**
 * Adds a problem for each source that shares its path with an earlier one and cannot be told from it: both must have
 * callers, and no API key may name two of them. Also holds within one source.
 */
export function checkSharedPaths(sources: readonly LocatedSource[], problems: Problems): void {
  const byPath = new Map<string, LocatedSource[]>();
  for (const source of sources) {
    const sharing = byPath.get(source.document.path);
    if (sharing === undefined) byPath.set(source.document.path, [source]);
    else sharing.push(source);
  }
  for (const sharing of byPath.values()) {
    checkCallersPresent(sharing, problems);
    checkApiKeys(sharing, problems);
  }
}

function checkCallersPresent(sharing: readonly LocatedSource[], problems: Problems): void {
  const [first, ...others] = sharing;
  if (first === undefined) return;
  for (const source of others) {
    // The same entry twice is a duplicate name, which is reported as such.
    const isSameEntry = source.name === first.name && source.document.path.startsWith(RECEIVE_PREFIX);
    if (isSameEntry || (source.document.callers.length > 0 && first.document.callers.length > 0)) continue;
    problems.add(source.pathPlace, {
      code: "shared_path",
      field: `${source.field}.path`,
      expected: "a path of its own; only sources with callers can share one",
      found: `the path of the source in line ${first.place.line}`,
      remedy: "choose another path, or leave path out",
    });
  }
}

function checkApiKeys(sharing: readonly LocatedSource[], problems: Problems): void {
  const firstLines = new Map<string, number>();
  for (const caller of sharing.flatMap((source) => source.callers)) {
    const firstLine = firstLines.get(caller.apiKey);
    if (firstLine === undefined) {
      firstLines.set(caller.apiKey, caller.apiKeyPlace.line);
      continue;
    }
    problems.add(caller.apiKeyPlace, {
      code: "shared_path",
      field: `${caller.field}.apiKey`,
      expected: "an API key that names one caller on this path",
      found: `the API key of line ${firstLine}`,
      remedy: "give each caller an API key of its own",
    });
  }
}
