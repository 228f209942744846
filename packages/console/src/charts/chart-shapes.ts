/** A point of a series: its place from the left, 0 to 1, and its height, 0 to 1 from the bottom. */
interface Point {
  readonly x: number;
  readonly y: number;
}

/** The SVG path of a line through values that are evenly spaced, in a box of this size. */
export function linePath(
  values: readonly number[],
  box: { readonly width: number; readonly height: number; readonly max: number },
): string {
  return pointsOf(values, box.max)
    .map(
      ({ x, y }, index) => `${index === 0 ? "M" : "L"}${round(x * box.width)} ${round((1 - y) * box.height)}`,
    )
    .join("");
}

/** The same, filled down to a base line of other values (zero where there is none). */
export function areaPath(
  values: readonly number[],
  box: {
    readonly width: number;
    readonly height: number;
    readonly max: number;
    readonly base?: readonly number[];
  },
): string {
  const top = linePath(values, box);
  if (top === "") return "";
  const base = pointsOf(box.base ?? values.map(() => 0), box.max)
    .toReversed()
    .map(({ x, y }) => `L${round(x * box.width)} ${round((1 - y) * box.height)}`)
    .join("");
  return `${top}${base}Z`;
}

/** The first of 1, 2, 5, 10, 20, 50… that is not below: an end of the scale that reads well. */
export function niceMax(value: number): number {
  if (value <= 1) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 5, 10].map((step) => step * power).find((each) => each >= value) ?? value;
}

function pointsOf(values: readonly number[], max: number): readonly Point[] {
  const last = Math.max(values.length - 1, 1);
  return values.map((value, index) => ({ x: index / last, y: max === 0 ? 0 : value / max }));
}

/** Two digits behind the point are finer than any screen. */
function round(value: number): number {
  return Math.round(value * 100) / 100;
}
