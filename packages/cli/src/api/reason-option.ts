import type { Command } from "commander";

/** Why somebody looks at what patients said. */
export interface ReasonOptions {
  readonly reason: string;
}

/** Adds the reason without which nothing is revealed. */
export function addReasonOption(command: Command): Command {
  return command.requiredOption("--reason <text>", "why, for the audit log; at least 4 characters");
}
