import type { Counts } from "./counts.ts";
import type { Row } from "./rows.ts";

/** Everything that is not as it should be, one sentence each; empty when the demo went well. */
export function findDeviations(
  rows: readonly Row[],
  counts: Counts,
  exitCode: number | null,
): readonly string[] {
  const deviations = rows.flatMap(({ sender, sent, problems }) =>
    problems.map((problem) => `${sender}, ${sent}: ${problem}.`),
  );
  if (counts.delivered !== counts.accepted || counts.verified !== counts.accepted) {
    deviations.push(
      `The counts differ: ${counts.accepted} accepted, ${counts.delivered} delivered, ${counts.verified} verified.`,
    );
  }
  if (counts.deliveredAgain !== 0)
    deviations.push(`${counts.deliveredAgain} deliveries came more than once.`);
  if (counts.storedBeyondAccepted !== 0) {
    deviations.push(
      `The gateway counts ${counts.accepted + counts.storedBeyondAccepted} stored events, but ${counts.accepted} were accepted.`,
    );
  }
  if (exitCode !== 0)
    deviations.push(`The gateway ended with exit code ${exitCode ?? "(killed)"} instead of 0.`);
  return deviations;
}
