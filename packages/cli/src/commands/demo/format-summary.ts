import type { Colors } from "picocolors/types.js";
import type { DemoResult } from "./perform-demo.ts";

/** What the rows prove together, in two lines, and how long it took: for orientation, not a measurement. */
export function formatSummary(
  { counts, timings, deviations }: Pick<DemoResult, "counts" | "timings" | "deviations">,
  colors: Colors,
): string {
  return [
    deviations.length === 0 ? colors.bold("Proved") : colors.bold(colors.red("Not proved")),
    `  ${counts.accepted} accepted = ${counts.delivered} delivered = ${counts.verified} verified by the receiver, byte for byte`,
    `  ${counts.refused} refused, ${counts.storedBeyondAccepted} of them stored; ${counts.repeated} repeated, ${counts.deliveredAgain} delivered again`,
    colors.dim(
      `  this run: gateway up in ${whole(timings.gatewayStartMs)} ms, answer in ${tenths(timings.answerMs)} ms, ` +
        `at the receiver in ${tenths(timings.deliveryMs)} ms`,
    ),
  ].join("\n");
}

function whole(milliseconds: number): string {
  return milliseconds.toFixed(0);
}

function tenths(milliseconds: number): string {
  return milliseconds.toFixed(1);
}
