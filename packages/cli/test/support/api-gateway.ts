import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { databaseFlags } from "../../../gateway/test/support/engine-under-test.ts";
import { PROGRAM, runCommand } from "./run-command.ts";
import type { Finished } from "./run-command.ts";

const LISTENING = /"event":"gateway_listening"[^\n]*"url":"([^"]+)"/;

/** No gateway of a test lives longer; one that hangs must not hang the test. */
const MAX_LIFE_MS = 180_000;

/** A gateway as users run it, a process of its own, and the command line set up for it. */
export interface ApiGateway extends AsyncDisposable {
  readonly url: string;
  /** The admin key that `setup` printed. */
  readonly key: string;
  /** Runs a command against it as its admin, or with other variables. */
  readonly run: (
    argv: readonly string[],
    environment?: Readonly<Record<string, string>>,
  ) => Promise<Finished>;
  /** Runs a command that must succeed, and gives the JSON objects of its output. */
  readonly json: (...argv: readonly string[]) => Promise<readonly Json[]>;
}

/** What a test reads out of an answer. */
// oxlint-disable-next-line typescript/no-explicit-any -- a test names the field it expects and fails where it is not there
export type Json = Readonly<Record<string, any>>;

/** Starts a gateway with its data in `folder`, on the engine under test, and makes an admin key of the organization `northside`. */
export async function startApiGateway(
  folder: string,
  flags: readonly string[] = [],
  environment: Readonly<Record<string, string>> = {},
): Promise<ApiGateway> {
  const data = join(folder, "data");
  const database = await databaseFlags(data);
  const child = spawn(
    process.execPath,
    [PROGRAM, "serve", "--data", data, "--port", "0", ...database, ...flags],
    {
      env: { PATH: process.env["PATH"] ?? "", ...environment },
      stdio: ["ignore", "ignore", "pipe"],
      timeout: MAX_LIFE_MS,
      killSignal: "SIGKILL",
    },
  );
  const ended = once(child, "close");
  const stop = async (): Promise<void> => {
    child.kill("SIGTERM");
    await ended;
  };
  const url = await new Promise<string>((resolve, reject) => {
    let log = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      log += text;
      const found = LISTENING.exec(log)?.[1];
      if (found !== undefined) resolve(found);
    });
    child.once("close", () => reject(new Error(`the gateway ended:\n${log}`)));
  });
  const code = `file:${join(data, "setup-code")}`;
  const argv = ["setup", "--url", url, "--code", code, "--organization", "northside"];
  const made = await runCommand(argv);
  if (made.exitCode !== 0) throw new Error(`no setup:\n${made.stderr}`);
  const key = made.stdout.trim();

  const run: ApiGateway["run"] = (words, more = {}) =>
    runCommand(words, { environment: { COUNTERSIGN_URL: url, COUNTERSIGN_API_KEY: key, ...more } });
  return {
    url,
    key,
    run,
    json: async (...words) => {
      const { exitCode, stdout, stderr } = await run([...words, "--json"]);
      if (exitCode !== 0) throw new Error(`${words.join(" ")} ended with ${exitCode}:\n${stderr}`);
      return stdout
        .split("\n")
        .filter((line) => line !== "")
        .map((line) => JSON.parse(line) as Json);
    },
    [Symbol.asyncDispose]: stop,
  };
}
