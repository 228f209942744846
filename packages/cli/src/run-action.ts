import type { CommandContext, SingleCommand } from "./commands.ts";
import { exitCodes } from "./exit-codes.ts";
import type { ExitCode } from "./exit-codes.ts";
import { print, talk } from "./output/print.ts";

export interface ActionGroup {
  /** The name that stands before the action's. */
  readonly group: string;
  readonly actions: Readonly<Record<string, SingleCommand>>;
}

/** Runs the action of a group that the first argument names; without one, says which there are. */
export async function runAction(
  { group, actions }: ActionGroup,
  { argv, environment }: CommandContext,
): Promise<ExitCode> {
  const [name, ...rest] = argv;
  const action = name !== undefined && Object.hasOwn(actions, name) ? actions[name] : undefined;
  if (action !== undefined) return await (await action.load())({ argv: rest, environment });
  const overview = overviewOf({ group, actions });
  if (name === "--help" || name === "-h") {
    await print(overview);
    return exitCodes.ok;
  }
  talk(overview.trimEnd());
  return exitCodes.usage;
}

function overviewOf({ group, actions }: ActionGroup): string {
  const width = Math.max(...Object.keys(actions).map((name) => name.length)) + 2;
  const lines = Object.entries(actions).map(([name, { summary }]) => `  ${name.padEnd(width)}${summary}\n`);
  return `Usage: countersign ${group} ACTION [OPTION]…\n\n${lines.join("")}\ncountersign ${group} ACTION --help tells more.\n`;
}
