import type { Command } from "commander";
import { CommandError } from "../command-error.ts";
import { given } from "./given.ts";
import { addPeriodOptions, readPeriod } from "./period.ts";
import type { PeriodOptions } from "./period.ts";

/** Which refused requests are meant, as typed. */
export interface QuarantineFilterOptions extends PeriodOptions {
  readonly source?: string;
  readonly code?: string;
}

interface Filter {
  readonly source?: string;
  readonly code?: string;
  readonly from?: string;
  readonly to?: string;
}

/** By their ids, or by what they have in common. */
export type QuarantineSelection = { readonly ids: string[] } | { readonly filter: Filter };

/** Adds the options that say which refused requests are meant. */
export function addQuarantineFilter(command: Command): Command {
  return addPeriodOptions(command)
    .option("--source <name>", "of this source")
    .option("--code <code>", "refused with this code, such as no_match");
}

/** The filter as the API takes it. */
export function readQuarantineFilter(options: QuarantineFilterOptions): Filter {
  const { source, code } = options;
  return { ...readPeriod(options), ...given({ source, code }) };
}

/**
 * Which are meant, for what acts on many at once.
 *
 * @throws CommandError `argument_invalid` where neither ids nor options, or both, say which.
 */
export function readQuarantineSelection(
  ids: readonly string[],
  options: QuarantineFilterOptions & { readonly all?: true },
): QuarantineSelection {
  const filter = readQuarantineFilter(options);
  const hasFilter = Object.keys(filter).length > 0 || options.all === true;
  if (hasFilter === ids.length > 0) {
    throw new CommandError("argument_invalid", "either ids, or options such as --source or --all, say which");
  }
  return hasFilter ? { filter } : { ids: [...ids] };
}
