import type { Answer } from "../../api/answer-types.ts";
import { formatCount } from "../../numbers/format-count.ts";
import { roughDuration } from "../../times/rough-duration.ts";

type Delivered = Pick<
  Answer<"getOverview">["endpoints"][number],
  "delivered" | "attemptsFailed" | "deadLetters" | "p95DeliverySeconds"
>;

/** `812 delivered, 95 % of them within 400 ms; 3 tries failed, 1 delivery given up`. */
export function deliveredWords({
  delivered,
  attemptsFailed,
  deadLetters,
  p95DeliverySeconds,
}: Delivered): string {
  const within =
    p95DeliverySeconds === null ? "" : `, 95 % of them within ${roughDuration(p95DeliverySeconds)}`;
  const failed = attemptsFailed === 0 ? "no try failed" : counted(attemptsFailed, "try", "tries") + " failed";
  const givenUp = deadLetters === 0 ? "" : `, ${counted(deadLetters, "delivery", "deliveries")} given up`;
  return `${formatCount(delivered)} delivered${within}; ${failed}${givenUp}`;
}

function counted(count: number, one: string, many: string): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}
