import { expect, test } from "vitest";
import { metricTable } from "../../src/observe/metric-table.ts";
import { createMetrics } from "../../src/observe/metrics.ts";

test("every metric of the table is served under its name with its help", async () => {
  const text = await createMetrics().registry.metrics();
  for (const { name, type, help } of Object.values(metricTable)) {
    expect(text).toContain(`# HELP ${name} ${help}`);
    expect(text).toContain(`# TYPE ${name} ${type}`);
  }
});

test("names follow Prometheus' rules: our prefix, units, _total for what only rises", () => {
  for (const { name, type } of Object.values(metricTable)) {
    expect(name).toMatch(/^countersign_[a-z_]+$/);
    expect([name, name.endsWith("_total")]).toEqual([name, type === "counter"]);
    // Gauges may have any unit, times among them.
    const isInSeconds = type === "histogram" || (type === "gauge" && name.endsWith("_seconds"));
    expect([name, name.endsWith("_seconds")]).toEqual([name, isInSeconds]);
  }
});

test("two gateways in one process do not count for each other", async () => {
  const [first, second] = [createMetrics(), createMetrics()];
  first.storeCommits.inc();
  expect(await second.registry.metrics()).toContain("countersign_store_commits_total 0");
});
