export type { VerdictSummary } from "../verdict-summary.ts";
export { signedContent, type SignedContent, type SignedPart, type SignedRequest } from "./signed-content.ts";
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
