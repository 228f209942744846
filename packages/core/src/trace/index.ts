export type { VerdictSummary } from "../verdict-summary.ts";
export { trace, type Trace } from "./trace.ts";
export type {
  BodyStep,
  CallerStep,
  ContentPart,
  ContentStep,
  GrammarStep,
  HeaderStep,
  KeyStep,
  MethodStep,
  TimeStep,
  TraceStep,
} from "./trace-step.ts";
