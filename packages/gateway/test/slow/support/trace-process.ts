import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { temporaryDirectory } from "../../support/temporary-directory.ts";
import { readSystemCalls } from "./system-calls.ts";
import type { SystemCall } from "./system-calls.ts";

const CALLS = "trace=read,recvfrom,write,writev,sendto,sendmsg,fdatasync,fsync";
/** Enough of what is written to tell an answer from other bytes. */
const QUOTED_CHARACTERS = "48";

/** Runs `work` while all threads of a process are traced, and gives the system calls of that time. */
export async function traceProcess(pid: number, work: () => Promise<void>): Promise<readonly SystemCall[]> {
  await using directory = await temporaryDirectory("trace");
  const file = join(directory.path, "calls");
  const flags = ["-f", "-y", "-s", QUOTED_CHARACTERS, "-e", CALLS, "-o", file, "-p", String(pid)];
  const tracer = spawn("strace", flags, { stdio: ["ignore", "ignore", "pipe"] });
  const ended = once(tracer, "close");
  const [line] = (await Promise.race([
    once(createInterface({ input: tracer.stderr }), "line"),
    ended.then(() => ["it ended at once"]),
  ])) as [string];
  if (!line.includes("attached")) throw new Error(`strace: ${line}`);
  try {
    await work();
  } finally {
    tracer.kill("SIGINT");
    await ended;
  }
  return readSystemCalls(await readFile(file, "latin1"));
}
