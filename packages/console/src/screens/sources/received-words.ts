import type { Answer } from "../../api/answer-types.ts";
import { formatCount } from "../../numbers/format-count.ts";

/** What a source received in the last 24 hours, as words. */
export function receivedWords({
  accepted,
  duplicates,
  refused,
}: Answer<"getOverview">["sources"][number]): string {
  return `${formatCount(accepted)} accepted, ${formatCount(duplicates)} known, ${formatCount(refused)} refused in the last 24 h`;
}
