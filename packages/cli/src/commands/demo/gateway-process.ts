import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

/** The command itself, as it was built and installed. */
const PROGRAM = fileURLToPath(new URL("../../main.js", import.meta.url));
/** Time to end after SIGTERM; the gateway needs milliseconds when nothing is under way. */
const STOP_TIMEOUT_MS = 10_000;
/** Enough to explain a failed start, little enough to read. */
const MAX_LOG_LINES = 20;

export interface GatewayStart {
  readonly configurationFile: string;
  readonly dataFolder: string;
  /** Variables for the configuration's `env:` references. */
  readonly environment: Readonly<Record<string, string>>;
  /** Aborting it ends a start that is under way. */
  readonly signal: AbortSignal;
  /** The built command to run. Default: the one this file belongs to. */
  readonly program?: string;
}

/** A gateway in a process of its own. */
export interface GatewayProcess {
  readonly url: string;
  /** The last lines it logged. They hold codes and names, never secrets or bodies. */
  readonly logLines: () => readonly string[];
  /** Asks it to end (SIGTERM), waits, and gives its exit code; null when it had to be killed. May be called again. */
  readonly stop: () => Promise<number | null>;
}

/**
 * Runs `countersign serve` on a free port of this machine, as a user would, and waits until it listens.
 *
 * @throws Error with the last lines of its log when it ends before it listens.
 */
export async function startGatewayProcess(start: GatewayStart): Promise<GatewayProcess> {
  const child = spawn(process.execPath, [start.program ?? PROGRAM, ...serveArguments(start)], {
    env: { ...environmentWithoutSettings(), ...start.environment },
    stdio: ["ignore", "ignore", "pipe"],
    // A group of its own: Ctrl-C then reaches the demo alone, which ends the gateway properly.
    detached: true,
    windowsHide: true,
  });
  const killAtExit = (): boolean => child.kill("SIGKILL");
  process.once("exit", killAtExit);
  const ended = exitOf(child).finally(() => process.off("exit", killAtExit));
  const lines: string[] = [];
  const stop = async (): Promise<number | null> => await stopProcess(child, ended);
  try {
    const url = await listeningUrl(child, { lines, ended, signal: start.signal });
    return { url, logLines: () => lines, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function serveArguments({ configurationFile, dataFolder }: GatewayStart): readonly string[] {
  const settings = {
    "--host": "127.0.0.1",
    "--port": "0",
    "--data": dataFolder,
    "--config": configurationFile,
    "--log-level": "info",
  };
  // The receiver is a plain http: address of this machine.
  return ["serve", ...Object.entries(settings).flat(), "--allow-insecure-endpoints"];
}

/** What the user has set for a gateway of their own is not meant for this one. */
function environmentWithoutSettings(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("COUNTERSIGN_")));
}

interface Listening {
  readonly lines: string[];
  readonly ended: Promise<number | null>;
  readonly signal: AbortSignal;
}

async function listeningUrl(child: ChildProcess, { lines, ended, signal }: Listening): Promise<string> {
  if (child.stderr === null) throw new Error("the gateway has no standard error");
  const output = createInterface({ input: child.stderr });
  return await new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason as Error);
    if (signal.aborted) abort();
    signal.addEventListener("abort", abort, { once: true });
    output.on("line", (line) => {
      lines.push(line);
      if (lines.length > MAX_LOG_LINES) lines.shift();
      const url = urlOfLogLine(line);
      if (url !== undefined) resolve(url);
    });
    ended.then(
      (code) =>
        reject(new Error(["the gateway ended at its start", `exit code ${code}`, ...lines].join("\n  "))),
      reject,
    );
  });
}

function urlOfLogLine(line: string): string | undefined {
  return line.includes('"event":"gateway_listening"') ? /"url":"([^"]+)"/.exec(line)?.[1] : undefined;
}

async function exitOf(child: ChildProcess): Promise<number | null> {
  const [code] = (await once(child, "close")) as [number | null];
  return code;
}

async function stopProcess(child: ChildProcess, ended: Promise<number | null>): Promise<number | null> {
  child.kill("SIGTERM");
  const timer = setTimeout(() => child.kill("SIGKILL"), STOP_TIMEOUT_MS);
  try {
    return await ended;
  } finally {
    clearTimeout(timer);
  }
}
