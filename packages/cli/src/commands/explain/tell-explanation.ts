import { errorCodes, verdictCodes } from "countersign";
import type { ErrorCode, VerdictCode } from "countersign";
import { failureReport } from "countersign/explain";
import { exitCodes } from "../../exit-codes.ts";
import type { ExitCode } from "../../exit-codes.ts";
import { outputColors } from "../../output/output-colors.ts";
import { print, printJson } from "../../output/print.ts";
import { explainRequest } from "../../verdicts/explain-request.ts";
import type { ToExplain } from "../../verdicts/explain-request.ts";
import { formatExplanation } from "../../verdicts/format-explanation.ts";

export interface Telling {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly isJson?: boolean;
  /** Prints a report for the sender's ticket instead. */
  readonly isReport?: boolean;
}

/** Searches for the cause of a refusal and prints what was found. Gives 0 for a request that is accepted, 1 for a refused one. */
export async function tellExplanation(
  toExplain: ToExplain,
  { environment, isJson, isReport }: Telling,
): Promise<ExitCode> {
  const explained = explainRequest(toExplain);
  const { explanation, input } = explained;
  const { verdict, conclusion } = explanation;
  if (isReport === true) await print(failureReport(input, explanation));
  else if (isJson === true) await printJson(explanation);
  else {
    const colors = outputColors(process.stdout, environment);
    const lines = verdict.ok
      ? [`${colors.green("verified")}  ${conclusion}`]
      : [
          `${colors.red("REFUSED")}  ${verdict.code}: ${meaningOf(verdict.code)}`,
          ...formatExplanation(explained),
        ];
    await print(lines.map((line) => `${line}\n`).join(""));
  }
  return verdict.ok ? exitCodes.ok : exitCodes.refused;
}

/** What a verdict's code means, or that of a configuration by which nothing can be verified. */
function meaningOf(code: VerdictCode | ErrorCode): string {
  return { ...errorCodes, ...verdictCodes }[code].meaning;
}
