import type { Colors } from "picocolors/types.js";
import type { Counts } from "./counts.ts";
import type { Timings } from "./timings.ts";

/** What the rows prove together, in two lines, and how long it took. */
export function formatSummary(counts: Counts, timings: Timings, colors: Colors): string {
  return [
    colors.bold("Proved"),
    `  ${counts.accepted} accepted = ${counts.delivered} delivered = ${counts.verified} verified by the receiver, byte for byte`,
    `  ${counts.refused} refused, ${counts.storedBeyondAccepted} of them stored; ${counts.repeated} repeated, ${counts.deliveredAgain} delivered again`,
    colors.dim(
      `  this run: gateway up in ${whole(timings.gatewayStartMs)} ms, answer in ${tenths(timings.answerMs)} ms, ` +
        `delivered in ${tenths(timings.deliveryMs)} ms (medians)`,
    ),
  ].join("\n");
}

function whole(milliseconds: number): string {
  return milliseconds.toFixed(0);
}

function tenths(milliseconds: number): string {
  return milliseconds.toFixed(1);
}
