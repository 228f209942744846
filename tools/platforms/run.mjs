import { spawnSync } from "node:child_process";

/** The slowest step, the tests of the library, takes two minutes on two cores. */
const TIMEOUT_MS = 900_000;

/** Node ends a program that writes more than a mebibyte unless told otherwise; a red run of the tests may. */
const MAX_OUTPUT_BYTES = 64 * 1024 * 1024;

/**
 * Runs a program to its end.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv }} [surroundings]
 * @returns {{ isOk: boolean, output: string }} `output` is all it wrote, or why it could not be run.
 */
export function run(command, args, { cwd, env } = {}) {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    ...(cwd === undefined ? {} : { cwd }),
    env: { ...process.env, ...env },
    encoding: "utf8",
    timeout: TIMEOUT_MS,
    maxBuffer: MAX_OUTPUT_BYTES,
  });
  return { isOk: status === 0, output: error === undefined ? stdout + stderr : String(error) };
}
