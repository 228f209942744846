/** As much as a commit of the gateway; both ends and the digits of its transport are in memory at once. */
const MAX_BATCH_BYTES = 8 * 1024 * 1024;

/** How many of the rows with these weights fit one batch: at least one where there is any. */
export function fittingRows(weights: readonly number[]): number {
  let bytes = 0;
  for (const [index, weight] of weights.entries()) {
    bytes += weight;
    if (bytes > MAX_BATCH_BYTES) return Math.max(index, 1);
  }
  return weights.length;
}
