import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { fileURLToPath } from "node:url";

/** The built command. */
export const PROGRAM = fileURLToPath(new URL("../../dist/main.js", import.meta.url));

export interface Finished {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  /** Another script to run instead of the built command. */
  readonly program?: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** Called with each piece of standard error and the process, so that a test can act in the middle. */
  readonly onStderr?: (text: string, child: ChildProcess) => void;
}

/** Runs the built command without a terminal, with only these variables beside PATH. */
export async function runCommand(argv: readonly string[], options: RunOptions = {}): Promise<Finished> {
  const child = spawn(process.execPath, [options.program ?? PROGRAM, ...argv], {
    env: { PATH: process.env["PATH"] ?? "", ...options.environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
    options.onStderr?.(text, child);
  });
  return await new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (exitCode) => resolve({ exitCode, stdout, stderr }));
  });
}
