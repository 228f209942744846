import { apiAction } from "../../api/api-action.ts";
import { formatValue } from "../../output/format-value.ts";
import { print, printJson } from "../../output/print.ts";
import { TableWriter } from "../../output/table-writer.ts";

/** `countersign quarantine trace` */
export const traceQuarantined = apiAction({
  name: "quarantine trace",
  summary: "Shows the verification of a refused request step by step, with the present configuration.",
  arguments: { "<request>": "its id: qua_…" },
  run: async ({ client, args: [quarantined = ""], isJson }) => {
    const trace = await client.call("traceQuarantined", { params: { quarantined } });
    if (isJson) return await printJson(trace);
    const columns = {
      step: ({ step }: Step) => step,
      right: ({ isRight }: Step) => isRight,
      found: factsOf,
    };
    await new TableWriter(columns, process.stdout.columns).write(trace.steps);
    await print(`\n${trace.verdict.ok ? "accepted now" : (trace.verdict.code ?? "refused")}\n`);
  },
});

interface Step {
  readonly step: string;
  readonly isRight: boolean;
}

/** What a step found beside its name, in whatever fields it has. */
function factsOf({ step: _step, isRight: _isRight, ...facts }: Step): string {
  return Object.entries(facts)
    .map(([name, value]) => `${name} ${formatValue(value)}`)
    .join(", ");
}
