// Programs of a benchmark as processes of their own, so that none shares an event loop with what it measures.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const TASKSET = "/usr/bin/taskset";

/** With two cores or more, what is compared with runs on one core and the load comes from another. */
export const cores = { server: "0", load: "1" };

/**
 * Starts a module as a process. It answers by messages.
 *
 * @param {string} name of a module beside this one
 * @param {{ readonly core?: string, readonly options?: object }} settings
 */
export function startChild(name, { core, options = {} } = {}) {
  const program = [process.execPath, fileURLToPath(new URL(name, import.meta.url)), JSON.stringify(options)];
  const [command, ...argv] =
    core !== undefined && existsSync(TASKSET) ? [TASKSET, "-c", core, ...program] : program;
  const child = spawn(command, argv, { stdio: ["ignore", "inherit", "inherit", "ipc"] });
  const exited = new Promise((resolve) => child.once("exit", resolve));
  return {
    // `taskset` becomes the program that it starts.
    pid: child.pid,
    /** The next message; rejects when the process ends without one. */
    message: () =>
      Promise.race([
        new Promise((resolve) => child.once("message", resolve)),
        exited.then((code) => Promise.reject(new Error(`${name} ended with ${code}`))),
      ]),
    send: (message) => child.send(message),
    stop: async () => {
      child.kill();
      await exited;
    },
  };
}

/** What a child was started with. */
export function childOptions() {
  return JSON.parse(process.argv[2] ?? "{}");
}
