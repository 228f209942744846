import type { AnswerOf, Routes } from "@countersign/contract";
import { causes } from "countersign/explain";
import type { Explanation } from "countersign/explain";
import type { Explained } from "../../receive/quarantine/explainer.ts";
import { ApiRefusal } from "../api-refusal.ts";

/**
 * What the search has found.
 *
 * @throws ApiRefusal `unavailable` where it could not be carried out now, `source_not_receiving`
 */
export function explainedResult<Kind extends "explain" | "trace">(
  explained: Explained<Kind>,
): Extract<Explained<Kind>, { outcome: "done" }>["result"] {
  if (explained.outcome === "done") return explained.result;
  throw new ApiRefusal(explained.outcome === "busy" ? "unavailable" : "source_not_receiving");
}

export function showExplanation(explanation: Explanation): AnswerOf<Routes["explainQuarantined"]> {
  const { verdict, findings, scheme, conclusion, tried, elapsedMs } = explanation;
  const shownScheme = scheme === undefined ? null : { ...scheme };
  const shownFindings = findings.map((finding) => ({ ...finding, meaning: causes[finding.code].meaning }));
  return { verdict, findings: shownFindings, scheme: shownScheme, conclusion, tried, elapsedMs };
}
