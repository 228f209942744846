import type { CommandContext } from "../commands.ts";
import { exitCodes } from "../exit-codes.ts";
import type { ExitCode } from "../exit-codes.ts";
import { print, talk } from "../output/print.ts";

/** The longest name and a gap. */
const NAME_WIDTH = "list".length + 2;

type Run = (context: CommandContext) => Promise<ExitCode>;

const actions: Readonly<Record<string, { readonly summary: string; readonly load: () => Promise<Run> }>> = {
  list: {
    summary: "list the built-in schemes",
    load: async () => (await import("./schemes/list.ts")).listSchemes,
  },
  show: {
    summary: "show one scheme: what is signed, where the signature stands, its example events",
    load: async () => (await import("./schemes/show.ts")).showScheme,
  },
  test: {
    summary: "check a scheme file, and run vectors against it",
    load: async () => (await import("./schemes/test.ts")).testScheme,
  },
  new: {
    summary: "find the scheme of a captured request and its secret, and print it",
    load: async () => (await import("./schemes/new.ts")).newScheme,
  },
};

/** `countersign schemes`: the registry of schemes. */
export async function schemes({ argv, environment }: CommandContext): Promise<ExitCode> {
  const [name, ...rest] = argv;
  const action = name !== undefined && Object.hasOwn(actions, name) ? actions[name] : undefined;
  if (action !== undefined) return await (await action.load())({ argv: rest, environment });
  if (name === "--help" || name === "-h") {
    await print(overview());
    return exitCodes.ok;
  }
  talk(overview().trimEnd());
  return exitCodes.usage;
}

function overview(): string {
  const lines = Object.entries(actions).map(
    ([name, { summary }]) => `  ${name.padEnd(NAME_WIDTH)}${summary}\n`,
  );
  return `Usage: countersign schemes ACTION [OPTION]…\n\n${lines.join("")}\ncountersign schemes ACTION --help tells more.\n`;
}
