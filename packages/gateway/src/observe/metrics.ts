import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from "prom-client";
import { metricTable } from "./metric-table.ts";
import type { MetricEntry } from "./metric-table.ts";

type Table = typeof metricTable;

type MetricOf<Entry extends MetricEntry> = Entry["type"] extends "counter"
  ? Counter<Entry["labels"][number]>
  : Entry["type"] extends "gauge"
    ? Gauge<Entry["labels"][number]>
    : Histogram<Entry["labels"][number]>;

/**
 * One object per entry of the metric table. On a hot path bind the labels once: `metrics.received.labels(values)` gives
 * a child whose `inc()` looks nothing up.
 */
export type Metrics = { readonly [K in keyof Table]: MetricOf<Table[K]> } & {
  /** What `/metrics` shows. */
  readonly registry: Registry;
};

export interface MetricsOptions {
  /** Also count what the process uses (CPU, memory, event loop). Default false: only a process that serves wants it. */
  readonly withProcessMetrics?: boolean;
}

/** Makes all metrics of the table on a registry of their own, so that two gateways in one process do not mix. */
export function createMetrics(options: MetricsOptions = {}): Metrics {
  const registry = new Registry();
  if (options.withProcessMetrics === true) collectDefaultMetrics({ register: registry });
  const made = Object.entries(metricTable).map(([key, entry]) => [key, createMetric(entry, registry)]);
  // The entries of the table decide each metric's class; Object.fromEntries cannot express that.
  return { ...Object.fromEntries(made), registry } as Metrics;
}

function createMetric(entry: MetricEntry, registry: Registry): Counter | Gauge | Histogram {
  const base = { name: entry.name, help: entry.help, labelNames: [...entry.labels], registers: [registry] };
  if (entry.type === "counter") return new Counter(base);
  if (entry.type === "gauge") return new Gauge(base);
  return new Histogram(entry.buckets === undefined ? base : { ...base, buckets: [...entry.buckets] });
}
