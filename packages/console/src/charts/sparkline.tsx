import type { ReactElement } from "react";
import { areaPath, linePath, niceMax } from "./chart-shapes.ts";
import classes from "./charts.module.css";

const WIDTH = 96;
const HEIGHT = 24;

export interface SparklineProps {
  readonly values: readonly number[];
  /** What it shows, in words, for whoever does not see it: "received in the last 24 h, 18,204 in all". */
  readonly label: string;
  readonly tone?: "accent" | "bad";
}

/** A series the size of a word. */
export function Sparkline({ values, label, tone = "accent" }: SparklineProps): ReactElement {
  const box = { width: WIDTH, height: HEIGHT, max: niceMax(Math.max(0, ...values)) };
  return (
    <svg
      className={classes["spark"]}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={label}
      data-tone={tone}
    >
      <path className={classes["area"]} d={areaPath(values, box)} />
      <path className={classes["line"]} d={linePath(values, box)} />
    </svg>
  );
}
