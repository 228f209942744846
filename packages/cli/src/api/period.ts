import type { Command } from "commander";
import { readPastTime } from "../arguments/read-past-time.ts";
import { given } from "./given.ts";

/** A time span, as typed. */
export interface PeriodOptions {
  readonly since?: string;
  readonly until?: string;
}

/** Adds the options that bound a list in time. */
export function addPeriodOptions(command: Command): Command {
  return command
    .option(
      "--since <time>",
      "from then on: how long ago, such as 6h or 3d, or a time such as 2026-11-21T14:33:01Z",
    )
    .option("--until <time>", "up to then, likewise");
}

/** The span as the API takes it. */
export function readPeriod({ since, until }: PeriodOptions): {
  readonly from?: string;
  readonly to?: string;
} {
  return given({
    from: since === undefined ? undefined : readPastTime(since, "--since"),
    to: until === undefined ? undefined : readPastTime(until, "--until"),
  });
}
