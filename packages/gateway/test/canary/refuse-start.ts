import { runCommandToEnd } from "../support/gateway-process.ts";
import type { CanaryRun } from "./canary-run.ts";

/** A start that must be refused. */
export interface RefusedStart {
  readonly name: string;
  readonly argv: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

/** Starts the command, which must end by itself and not with 0, and keeps what it writes. */
export async function refuseStart(
  run: CanaryRun,
  { name, argv, environment = {} }: RefusedStart,
): Promise<void> {
  const result = await runCommandToEnd(argv, { environment });
  if (result.exitCode === 0 || result.exitCode === null) throw new Error(`not refused: ${name}`);
  run.addProcess(`a refused start: ${name}`, result);
}
