import type { SourceDocument } from "../../config/configuration.ts";

type PathUser = Pick<SourceDocument, "path" | "callers">;

/**
 * What keeps a source from sharing its path with others: `path` where not all of them have callers, `apiKey` where one
 * API key would name two callers. Undefined where nothing does.
 */
export function sharedPathFault(
  source: PathUser,
  others: readonly PathUser[],
): "path" | "apiKey" | undefined {
  const sharing = others.filter(({ path }) => path === source.path);
  if (sharing.length === 0) return undefined;
  if ([source, ...sharing].some(({ callers }) => callers.length === 0)) return "path";
  const taken = new Set(sharing.flatMap(({ callers }) => callers.map(({ apiKey }) => apiKey)));
  return source.callers.some(({ apiKey }) => taken.has(apiKey)) ? "apiKey" : undefined;
}
