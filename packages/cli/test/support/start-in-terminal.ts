import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { afterEach } from "vitest";
import { PROGRAM } from "./run-command.ts";

const TERMINAL = fileURLToPath(new URL("terminal.py", import.meta.url));

/** Why tests in a terminal cannot run here; undefined where they can. */
export const noTerminal: string | undefined =
  spawnSync("python3", ["-c", "import pty, termios"]).status === 0
    ? undefined
    : "skipped: python3 with the module pty is missing on this machine";

/** The built command in a pseudo-terminal. */
export interface InTerminal {
  readonly press: (keys: string) => void;
  /** Waits until the terminal has shown this since the last call, and gives what it matched. */
  readonly shows: (pattern: RegExp) => Promise<RegExpExecArray>;
}

const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

/** Starts the built command in a pseudo-terminal; it ends with the test. */
export function startInTerminal(
  argv: readonly string[],
  environment: Readonly<Record<string, string>>,
): InTerminal {
  const child = spawn("python3", [TERMINAL, process.execPath, PROGRAM, ...argv], {
    env: { PATH: process.env["PATH"] ?? "", NO_COLOR: "1", ...environment },
    stdio: ["pipe", "pipe", "inherit"],
  });
  const closed = once(child, "close");
  ends.push(async () => {
    child.stdin.end();
    await closed;
  });
  let shown = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (shown += text));
  const shows = async (pattern: RegExp): Promise<RegExpExecArray> => {
    for (;;) {
      const found = pattern.exec(shown);
      if (found !== null) {
        shown = shown.slice(found.index + found[0].length);
        return found;
      }
      if (child.stdout.readableEnded) throw new Error(`the terminal ended and showed: ${shown}`);
      await Promise.race([once(child.stdout, "data"), once(child.stdout, "end")]);
    }
  };
  return { press: (keys) => child.stdin.write(keys), shows };
}
