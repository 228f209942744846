import { compileWildcard } from "./wildcard.ts";

/** The gateway's own troubles: wanted by name only, so that nobody gets them by wanting everything. */
const ONLY_BY_NAME = "countersign";

/** Whether an endpoint with these patterns wants the events of a source. `*` stands for any run of characters. */
export function wantsSource(patterns: readonly string[], sourceName: string): boolean {
  if (sourceName === ONLY_BY_NAME) return patterns.includes(ONLY_BY_NAME);
  return patterns.some((pattern) => compileWildcard(pattern)(sourceName));
}
