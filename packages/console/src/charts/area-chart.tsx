import { useState } from "react";
import type { KeyboardEvent, PointerEvent, ReactElement } from "react";
import { formatCount } from "../numbers/format-count.ts";
import { areaPath, linePath, niceMax } from "./chart-shapes.ts";
import { ChartTable } from "./chart-table.tsx";
import classes from "./charts.module.css";

export type SeriesTone = "accent" | "bad" | "quiet";

export interface Series {
  readonly name: string;
  readonly tone: SeriesTone;
  readonly values: readonly number[];
}

export interface AreaChartProps {
  /** "Requests per 10 minutes". */
  readonly title: string;
  /** The beginning of each span, as text: the axis, the readout and the table use it. */
  readonly spans: readonly string[];
  /** Stacked, the first at the bottom; each has a value a span. */
  readonly series: readonly Series[];
}

const WIDTH = 600;
const HEIGHT = 160;
const GRID = [0.25, 0.5, 0.75, 1] as const;

/**
 * Stacked series over time. The pointer and the arrow keys read one span after another; a table behind it says the same to
 * whoever cannot see it.
 */
export function AreaChart({ title, spans, series }: AreaChartProps): ReactElement {
  const [read, setRead] = useState<number>();
  const stacks = stacked(series);
  const max = niceMax(Math.max(0, ...(stacks.at(-1) ?? [])));
  const box = { width: WIDTH, height: HEIGHT, max };
  const last = spans.length - 1;
  const onPointerMove = (event: PointerEvent<SVGSVGElement>): void => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    setRead(clamp(Math.round(((event.clientX - left) / width) * last), last));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    setRead((now) => clamp((now ?? (step > 0 ? -1 : spans.length)) + step, last));
  };
  return (
    <figure className={classes["chart"]}>
      <figcaption className={classes["caption"]}>
        <span>{title}</span>
        <span className={classes["legend"]} aria-live="polite">
          {read !== undefined && <span>{spans[read]}</span>}
          {series.map(({ name, tone, values }) => (
            <span key={name} className={classes["key"]} data-tone={tone}>
              {name} {formatCount(read === undefined ? sum(values) : (values[read] ?? 0))}
            </span>
          ))}
        </span>
      </figcaption>
      <div className={classes["plot"]}>
        <span className={classes["max"]}>{formatCount(max)}</span>
        <svg
          viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
          preserveAspectRatio="none"
          className={classes["drawing"]}
          role="img"
          aria-label={`${title}. Arrow keys read it span by span.`}
          tabIndex={0}
          onPointerMove={onPointerMove}
          onPointerLeave={() => setRead(undefined)}
          onBlur={() => setRead(undefined)}
          onKeyDown={onKeyDown}
        >
          {GRID.map((height) => (
            <path key={height} className={classes["grid"]} d={`M0 ${(1 - height) * HEIGHT}H${WIDTH}`} />
          ))}
          {series.map(({ name, tone }, index) => (
            <g key={name} data-tone={tone}>
              <path
                className={classes["area"]}
                d={areaPath(stacks[index] ?? [], {
                  ...box,
                  base: stacks[index - 1] ?? (stacks[index] ?? []).map(() => 0),
                })}
              />
              <path className={classes["line"]} d={linePath(stacks[index] ?? [], box)} />
            </g>
          ))}
          {read !== undefined && (
            <path className={classes["cursor"]} d={`M${(read / Math.max(last, 1)) * WIDTH} 0V${HEIGHT}`} />
          )}
        </svg>
        <span className={classes["from"]}>{spans[0]}</span>
        <span className={classes["to"]}>{spans.at(-1)}</span>
      </div>
      <ChartTable title={title} spans={spans} series={series} />
    </figure>
  );
}

/** Each series on top of those before it. */
function stacked(series: readonly Series[]): readonly (readonly number[])[] {
  const stacks: (readonly number[])[] = [];
  for (const { values } of series) {
    const below = stacks.at(-1);
    stacks.push(values.map((value, index) => value + (below?.[index] ?? 0)));
  }
  return stacks;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function clamp(index: number, last: number): number {
  return Math.min(Math.max(index, 0), Math.max(last, 0));
}
