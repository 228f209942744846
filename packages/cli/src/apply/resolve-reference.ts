import { execFile } from "node:child_process";
import { resolve } from "node:path";
import { CommandError } from "../command-error.ts";
import { readSecret } from "../secrets/read-secret.ts";

/** Time for a secret command, such as a password manager's, to answer. */
const COMMAND_TIMEOUT_MS = 10_000;
/** Room for any key or token; a larger answer is a mistake. */
const MAX_VALUE_BYTES = 64 * 1024;

export interface ReferencePlace {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The folder of the configuration file, against which `file:` paths are taken. */
  readonly directory: string;
}

/**
 * The value of a configuration file's reference, by the rules of the file: `env:NAME`, `file:PATH` from the file's folder,
 * `cmd:PROGRAM ARGUMENT …` without a shell.
 *
 * @throws CommandError `secret_missing`, which never tells what was read.
 */
export async function resolveReference(
  reference: string,
  { environment, directory }: ReferencePlace,
): Promise<string> {
  if (reference.startsWith("cmd:"))
    return await run(reference.slice("cmd:".length), { environment, directory });
  const isFile = reference.startsWith("file:");
  const absolute = isFile ? `file:${resolve(directory, reference.slice("file:".length))}` : reference;
  return (await readSecret(absolute, environment)).value;
}

async function run(line: string, { environment, directory }: ReferencePlace): Promise<string> {
  const [program, ...argv] = line.split(" ").filter((word) => word !== "");
  if (program === undefined) throw new CommandError("secret_missing", "a cmd: reference names no program");
  const options = {
    cwd: directory,
    env: { ...environment },
    timeout: COMMAND_TIMEOUT_MS,
    killSignal: "SIGKILL",
    maxBuffer: MAX_VALUE_BYTES,
    windowsHide: true,
  } as const;
  const printed = await new Promise<string>((done, reject) => {
    const child = execFile(program, argv, options, (error, stdout) => {
      if (error === null) done(stdout);
      else reject(new CommandError("secret_missing", `the command of a cmd: reference failed`));
    });
    child.stdin?.end();
  });
  const value = printed.replace(/\r?\n$/, "");
  if (value === "")
    throw new CommandError("secret_missing", "the command of a cmd: reference printed nothing");
  return value;
}
