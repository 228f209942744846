import { spawn } from "node:child_process";
import type { ChildProcessByStdio } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable, Writable } from "node:stream";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { missingLine } from "./guide-steps.ts";
import type { GuideStep } from "./guide-steps.ts";

const PROGRAM = fileURLToPath(new URL("../../../packages/cli/dist/main.js", import.meta.url));
/** The port that all guides write. */
const WRITTEN_PORT = "8420";
const PAUSE_MS = 100;
/**
 * What Ctrl-C in the other terminals does: ends what runs on there, and waits until it has ended. The program is the child
 * of a job, or the job itself where the shell has made one of the two.
 */
const STOP_ALL = "for job in $(jobs -p); do kill $(pgrep -P $job || echo $job); done; wait";
/** Far beyond what anything takes; only a failure gets there. */
const MAX_TRIES = 300;

export interface StepResult {
  readonly exitCode: number;
  readonly output: string;
}

/** A reader's shell: one bash for a whole guide, in a folder of its own, that has the command `countersign`. */
export class GuideShell {
  readonly #bash: ChildProcessByStdio<Writable, Readable, null>;
  readonly #folder: string;
  readonly #port: string;
  #output = "";
  #servers = 0;

  private constructor(folder: string, port: string, environment: Readonly<Record<string, string>>) {
    this.#folder = folder;
    this.#port = port;
    const path = `${join(folder, "bin")}:${process.env["PATH"] ?? ""}`;
    const env = { PATH: path, HOME: folder, ...environment };
    this.#bash = spawn("bash", ["--noprofile", "--norc"], {
      cwd: folder,
      env,
      // A group of its own, so that what runs on in it can be ended with it.
      detached: true,
      stdio: ["pipe", "pipe", "inherit"],
    });
    this.#bash.stdout.setEncoding("utf8").on("data", (text: string) => (this.#output += text));
  }

  /** @param environment variables that the reader has. */
  static async open(environment: Readonly<Record<string, string>> = {}): Promise<GuideShell> {
    const folder = await mkdtemp(join(tmpdir(), "countersign-guide-"));
    const command = join(folder, "bin", "countersign");
    await mkdir(join(folder, "bin"));
    await writeFile(command, `#!/bin/sh\nexec "${process.execPath}" "${PROGRAM}" "$@"\n`);
    await chmod(command, 0o755);
    return new GuideShell(folder, await freePort(), environment);
  }

  /** Does one step as its kind says, and tells how it went otherwise than written; undefined where it did not. */
  async departureOf({ kind, commands, expected }: GuideStep): Promise<string | undefined> {
    if (kind === "stops") {
      await this.#run(STOP_ALL);
      return undefined;
    }
    const here = (text: string): string => text.replaceAll(WRITTEN_PORT, this.#port);
    const run = kind === "stays" ? await this.#start(here(commands)) : () => this.#run(here(commands));
    const wanted = expected.map(here);
    let result = await run();
    const maxTries = kind === "runs" || kind === "fails" ? 1 : MAX_TRIES;
    for (let tries = 1; missingLine(wanted, result.output) !== undefined && tries < maxTries; tries += 1) {
      await delay(PAUSE_MS);
      result = await run();
    }
    const missing = missingLine(wanted, result.output);
    const told = `\n--- commands\n${commands}\n--- output\n${result.output}`;
    if (missing !== undefined) return `the output has no line "${missing}"${told}`;
    return (result.exitCode !== 0) === (kind === "fails") ? undefined : `exit ${result.exitCode}${told}`;
  }

  /** Begins something that runs on; what is given back tells what it has written so far. */
  async #start(commands: string): Promise<() => Promise<StepResult>> {
    this.#servers += 1;
    const log = join(this.#folder, `server-${this.#servers}.log`);
    await writeFile(log, "");
    await this.#run(`( ${commands} ) >> '${log}' 2>&1 &`);
    return async () => ({ exitCode: 0, output: await readFile(log, "utf8") });
  }

  async #run(commands: string): Promise<StepResult> {
    const end = /\nended with (\d+)\n$/;
    this.#output = "";
    this.#bash.stdin.write(`{ ${commands}\n} < /dev/null 2>&1; printf '\\nended with %d\\n' $?\n`);
    while (!end.test(this.#output)) {
      if (this.#bash.exitCode !== null) throw new Error(`the shell ended:\n${this.#output}`);
      await once(this.#bash.stdout, "data");
    }
    const exitCode = Number(end.exec(this.#output)?.[1]);
    return { exitCode, output: this.#output.replace(end, "") };
  }

  /** Ends all that still runs in it, and removes its folder. */
  async close(): Promise<void> {
    const closed = once(this.#bash, "close");
    if (this.#bash.pid !== undefined) process.kill(-this.#bash.pid, "SIGKILL");
    await closed;
    await rm(this.#folder, { recursive: true, force: true });
  }
}

/** A port that was free a moment ago. */
async function freePort(): Promise<string> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return String(port);
}
