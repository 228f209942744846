import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { databaseFlags } from "./engine-under-test.ts";

/** The command as it is installed; `npm test` builds it first. */
const COMMAND = fileURLToPath(new URL("../../../cli/dist/main.js", import.meta.url));
const PRELOAD = new URL("./wrapped-store/register.mjs", import.meta.url);
/** Far beyond what anything takes; only a failure gets there, and it should say what the process wrote. */
const MAX_WAIT_MS = 60_000;
/** No gateway of a test lives longer, not of one with fifty rounds; one that hangs must not stay for ever. */
const MAX_LIFE_MS = 900_000;
const LISTENING = /"event":"gateway_listening"[^\n]*"url":"([^"]+)"/;
const ADMIN_LISTENING = /"event":"admin_listening"[^\n]*"url":"([^"]+)"/;

export interface GatewayProcessOptions {
  readonly dataDirectory: string;
  readonly configurationFile?: string;
  /** Further arguments of `serve`. */
  readonly flags?: readonly string[];
  /** Added to the variables of the test's own process, of which `COUNTERSIGN_*` are left out. */
  readonly environment?: Readonly<Record<string, string>>;
  /** A module that exports `wrapStore(store)`: stands between the gateway and its store. */
  readonly storeWrapper?: URL;
}

/** One `countersign serve` as users run it: a process of its own, on a free port of loopback. */
export interface GatewayProcess extends AsyncDisposable {
  readonly url: string;
  /** Where `--admin-listen` listens, when it was given. */
  readonly adminUrl: string | undefined;
  readonly pid: number;
  /** All that the process has written so far. */
  written(): Written;
  /** How many log lines of this event it has written so far. */
  countOf(event: string): number;
  /** Resolves at the first log line of this event after the first `after` ones. */
  logged(event: string, after?: number): Promise<void>;
  signal(name: NodeJS.Signals): void;
  /** Ends it at once, as a power cut would. Resolves when it is gone. */
  kill(): Promise<void>;
  /** Asks it to stop. Resolves with its exit code; rejects where it had to be killed. */
  stop(): Promise<number>;
  /** Resolves with the exit code when it ends by itself. */
  readonly exited: Promise<number | null>;
}

/** What a process has written. */
export interface Written {
  readonly stdout: Buffer;
  readonly stderr: Buffer;
}

export interface ProcessResult extends Written {
  readonly exitCode: number | null;
}

/** Starts the gateway and waits until it listens. Rejects with what it wrote if it ends before that. */
export async function startGatewayProcess(options: GatewayProcessOptions): Promise<GatewayProcess> {
  const running = runCommand(await serveArguments(options), options, MAX_LIFE_MS);
  const logged = (event: string, after = 0): Promise<void> =>
    running.until(() => countOf(running.stderr(), event) > after, `the log line ${event}`);
  try {
    await logged("gateway_listening");
  } catch (error) {
    await running.end("SIGKILL");
    throw error;
  }
  const started = running.stderr().toString("utf8");
  const url = LISTENING.exec(started)?.[1];
  if (url === undefined || running.child.pid === undefined) throw new Error("the gateway told no address");
  return {
    url,
    adminUrl: ADMIN_LISTENING.exec(started)?.[1],
    pid: running.child.pid,
    written: () => ({ stdout: running.stdout(), stderr: running.stderr() }),
    countOf: (event) => countOf(running.stderr(), event),
    logged,
    signal: (name) => running.child.kill(name),
    kill: async () => void (await running.end("SIGKILL")),
    stop: async () => {
      const exitCode = await running.end("SIGTERM");
      if (exitCode === null) throw new Error(`did not stop:\n${running.stderr().toString("utf8")}`);
      return exitCode;
    },
    exited: running.exited,
    [Symbol.asyncDispose]: async () => void (await running.end("SIGKILL")),
  };
}

/** Runs the command to its end, for runs that end by themselves. The exit code is null for one that had to be killed. */
export async function runCommandToEnd(
  argv: readonly string[],
  options: Pick<GatewayProcessOptions, "environment" | "storeWrapper"> = {},
): Promise<ProcessResult> {
  const running = runCommand(argv, options, MAX_WAIT_MS);
  const exitCode = await running.exited;
  return { exitCode, stdout: running.stdout(), stderr: running.stderr() };
}

/**
 * The arguments with which `serve` runs in tests, on the engine under test. Logs are at the level `info`, where the
 * address is told.
 */
export async function serveArguments(options: GatewayProcessOptions): Promise<readonly string[]> {
  const { dataDirectory, configurationFile, flags = [] } = options;
  const config = configurationFile === undefined ? [] : ["--config", configurationFile];
  const database = await databaseFlags(dataDirectory);
  return ["serve", "--data", dataDirectory, "--port", "0", ...database, ...config, ...flags];
}

interface RunningCommand {
  readonly child: ChildProcess;
  readonly exited: Promise<number | null>;
  stdout(): Buffer;
  stderr(): Buffer;
  /** Resolves when `isTrue` holds after some output; rejects when the process ends before that. */
  until(isTrue: () => boolean, what: string): Promise<void>;
  end(signal: NodeJS.Signals): Promise<number | null>;
}

function runCommand(
  argv: readonly string[],
  options: Pick<GatewayProcessOptions, "environment" | "storeWrapper">,
  lifeMs: number,
): RunningCommand {
  const { storeWrapper } = options;
  const preload = storeWrapper === undefined ? [] : ["--import", PRELOAD.href];
  const child = spawn(process.execPath, [...preload, COMMAND, ...argv], {
    env: {
      ...inheritedEnvironment(),
      ...options.environment,
      ...(storeWrapper === undefined ? {} : { TEST_STORE_WRAPPER: storeWrapper.href }),
    },
    stdio: ["ignore", "pipe", "pipe"],
    timeout: lifeMs,
    killSignal: "SIGKILL",
  });
  // A test that is cut off for its time leaves no gateway behind.
  const endWithTest = (): void => void child.kill("SIGKILL");
  process.once("exit", endWithTest);
  child.once("close", () => process.off("exit", endWithTest));
  const written = { stdout: [] as Buffer[], stderr: [] as Buffer[] };
  child.stdout.on("data", (chunk: Buffer) => written.stdout.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => written.stderr.push(chunk));
  // `close` and not `exit`: only then has everything been read that the process wrote.
  const exited = once(child, "close").then(([code]) => code as number | null);
  const stderr = (): Buffer => Buffer.concat(written.stderr);
  return {
    child,
    exited,
    stdout: () => Buffer.concat(written.stdout),
    stderr,
    until: (isTrue, what) =>
      new Promise((resolve, reject) => {
        const settle = (settled: () => void): void => {
          clearTimeout(timer);
          child.stderr.off("data", look);
          settled();
        };
        const fail = (how: string): void =>
          settle(() => reject(new Error(`${how} before ${what}:\n${stderr().toString("utf8")}`)));
        const look = (): void => {
          if (isTrue()) settle(resolve);
        };
        const timer = setTimeout(() => fail(`${MAX_WAIT_MS} ms`), MAX_WAIT_MS);
        child.stderr.on("data", look);
        void exited.then((code) => fail(`ended with ${code}`));
        look();
      }),
    end: async (signal) => {
      if (child.exitCode === null && child.signalCode === null) child.kill(signal);
      return exited;
    },
  };
}

function inheritedEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("COUNTERSIGN_")));
}

function countOf(output: Buffer, event: string): number {
  return output.toString("utf8").split(`"event":"${event}"`).length - 1;
}
