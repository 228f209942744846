import type { Row } from "./rows.ts";

/** How long things took in this run, in milliseconds: for orientation, not a measurement. */
export interface Timings {
  readonly gatewayStartMs: number;
  /** Median time from a request to its answer. */
  readonly answerMs: number;
  /** Median time from a request to its arrival at the receiver. */
  readonly deliveryMs: number;
}

/** The medians over all rows. */
export function timingsOf(rows: readonly Row[], gatewayStartMs: number): Timings {
  return {
    gatewayStartMs,
    answerMs: median(rows.flatMap(({ answeredInMs }) => answeredInMs ?? [])),
    deliveryMs: median(rows.flatMap(({ deliveredInMs }) => deliveredInMs ?? [])),
  };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
