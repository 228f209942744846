import { spawn } from "node:child_process";
import { once } from "node:events";
import { afterEach } from "vitest";
import { PROGRAM } from "./run-command.ts";
import type { Finished } from "./run-command.ts";

/** `countersign listen` as a process. */
export interface Listening {
  readonly url: string;
  readonly port: number;
  /** Ends it as Ctrl-C does and gives all that it said. */
  readonly stop: () => Promise<Finished>;
}

const INTRODUCTION = /Listening on {2}(http:\/\/127\.0\.0\.1:(\d+)\/)[^]*Forwarding to/;
const stops: (() => Promise<Finished>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

/** Starts the built command on a free port and waits until it listens; it ends with the test. */
export async function startListen(
  argv: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<Listening> {
  const child = spawn(process.execPath, [PROGRAM, "listen", "--port", "0", ...argv], {
    env: { PATH: process.env["PATH"] ?? "", ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let stdout = "";
  let stderr = "";
  const closed = once(child, "close");
  child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  const introduced = new Promise<RegExpExecArray>((resolve, reject) => {
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      stderr += text;
      const found = INTRODUCTION.exec(stderr);
      if (found !== null) resolve(found);
    });
    child.once("close", () => reject(new Error(`listen ended: ${stderr}`)));
  });
  const stop = async (): Promise<Finished> => {
    child.kill("SIGINT");
    await closed;
    return { exitCode: child.exitCode, stdout, stderr };
  };
  stops.push(stop);
  const [, url = "", port] = await introduced;
  return { url, port: Number(port), stop };
}
