import type { Answer } from "../../api/answer-types.ts";
import { stepText } from "../../trace/step-text.ts";

export interface Reported {
  readonly request: Answer<"getQuarantined">;
  readonly explanation: Answer<"explainQuarantined">;
  readonly trace: Answer<"traceQuarantined">;
}

/** What a vendor needs to find the fault at its end. It holds no secret, no signature and nothing of the body. */
export function reportText({ request, explanation, trace }: Reported): string {
  const { id, source, receivedAt, code, bodyBytes } = request;
  const { findings, conclusion, tried } = explanation;
  const causes =
    findings.length === 0
      ? [conclusion]
      : findings.flatMap(({ code: cause, title, proof, remedy, certainty }) => [
          `${cause} ${title} (${certainty})`,
          `  Found: ${proof}`,
          `  To mend it: ${remedy}`,
        ]);
  const steps = trace.steps.map((step) => {
    const { name, says } = stepText(step);
    return `  ${step.isRight ? "ok   " : "WRONG"} ${name}: ${says}`;
  });
  return [
    "A webhook of yours was refused because its signature did not verify.",
    "",
    `Request    ${id}`,
    `Source     ${source}`,
    `Received   ${receivedAt}`,
    `Refused    ${code}`,
    `Body       ${bodyBytes} bytes (not in this report)`,
    "",
    "Cause",
    ...causes.map((line) => `  ${line}`),
    `  ${tried} ${tried === 1 ? "signature" : "signatures"} computed to find it.`,
    "",
    "Verification",
    ...steps,
    "",
  ].join("\n");
}
