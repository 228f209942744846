import { logEvents } from "../../packages/gateway/dist/observe/log-events.js";
import { logFields } from "../../packages/gateway/dist/observe/log-fields.js";
import { metricTable } from "../../packages/gateway/dist/observe/metric-table.js";
import { code, page, section, table } from "./markdown.mjs";

export function logsAndMetricsPage() {
  return page(
    "Logs and metrics",
    "Everything the gateway can write. A line or a label that is not in these tables cannot be written.",
    section(
      "Log lines",
      "JSON, one object a line, on standard error. `event` is the name.",
      table(
        ["event", "level", "fields", "meaning"],
        Object.entries(logEvents).map(([name, entry]) => [
          code(name),
          entry.level,
          entry.fields.map(code).join(" "),
          entry.meaning,
        ]),
      ),
    ),
    section(
      "Fields",
      table(
        ["field", "kind", "meaning"],
        Object.entries(logFields).map(([name, entry]) => [code(name), entry.kind, entry.meaning]),
      ),
    ),
    section(
      "Metrics",
      "At `/metrics`, in the Prometheus text format, beside the process metrics of the client library (`process_*`, `nodejs_*`).",
      table(
        ["metric", "type", "labels", "meaning"],
        Object.values(metricTable).map((entry) => [
          code(entry.name),
          entry.type,
          entry.labels.map(code).join(" "),
          entry.help,
        ]),
      ),
    ),
  );
}
