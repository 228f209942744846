import type { List } from "../api/use-list.ts";
import { formatCount } from "../numbers/format-count.ts";

/** How many rows a list has so far, for beside its title: `18,204`, `200+` where there are more; undefined while none is known. */
export function loadedCount({
  rows,
  hasMore,
  isLoading,
}: Pick<List<unknown>, "rows" | "hasMore" | "isLoading">): string | undefined {
  return isLoading ? undefined : `${formatCount(rows.length)}${hasMore ? "+" : ""}`;
}
