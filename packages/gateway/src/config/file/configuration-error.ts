import { GatewayError } from "../../errors.ts";
import { formatProblem } from "./configuration-problem.ts";
import type { ConfigurationProblem } from "./configuration-problem.ts";

/** Thrown with every problem of a configuration file at once, in the order of the file. */
export class ConfigurationError extends GatewayError {
  readonly file: string;
  readonly problems: readonly ConfigurationProblem[];

  constructor(file: string, problems: readonly ConfigurationProblem[]) {
    super("configuration_invalid", problems.map((problem) => formatProblem(file, problem)).join("\n"));
    this.file = file;
    this.problems = problems;
  }
}
