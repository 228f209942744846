import { formatCount } from "../../numbers/format-count.ts";

const MINUTE_S = 60;
const HOUR_S = 3600;

/** How many deliveries a replay would make, and about how long it would take at this rate. */
export function countWords(count: number, ratePerSecond: number): string {
  if (count === 0) return "Nothing would be sent: change the filters, the way or the endpoint.";
  const duration = roughly(count / Math.max(ratePerSecond, 1));
  return `${formatCount(count)} ${count === 1 ? "delivery" : "deliveries"} would be made in ${duration}. Nothing is sent yet.`;
}

/** Rounded up, and in the smaller unit up to twice the larger: whoever waits would rather be early. */
function roughly(seconds: number): string {
  if (seconds < 1) return "about a second";
  if (seconds < 2 * MINUTE_S) return `about ${Math.ceil(seconds)} s`;
  if (seconds < 2 * HOUR_S) return `about ${Math.ceil(seconds / MINUTE_S)} min`;
  return `about ${Math.ceil(seconds / HOUR_S)} h`;
}
