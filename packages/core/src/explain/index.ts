export { type Cause, type CauseCode, causes } from "./causes.ts";
export { explain } from "./explain.ts";
export type {
  CapturedRequest,
  ExplainContext,
  ExplainedVerdict,
  ExplainInput,
  Explanation,
  Finding,
  FrameworkContext,
  KnownSecret,
} from "./explanation.ts";
export { findScheme } from "./find-scheme.ts";
export type { FindSchemeInput, FoundScheme, SchemeSearch } from "./scheme-search.ts";
export { failureReport, type ReportOptions } from "./report.ts";
