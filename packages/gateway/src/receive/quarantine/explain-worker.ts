import { parentPort, workerData } from "node:worker_threads";
import { explain } from "countersign/explain";
import { trace } from "countersign/trace";
import type { ExplainJob, ExplainResults } from "./explain-job.ts";

/** Twenty times the default: nobody's event loop waits for this thread, and a person reads the result. */
const BUDGET_MS = 1000;

function carryOut(job: ExplainJob): ExplainResults[ExplainJob["kind"]] {
  const { scheme, request, secrets } = job;
  const options = { ...job.options, now: () => job.nowMs };
  if (job.kind === "trace") return trace(scheme, options, request);
  return explain({ scheme, options, request, context: { secrets, budgetMs: BUDGET_MS } });
}

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread's port, not a window
parentPort?.postMessage(carryOut(workerData as ExplainJob));
