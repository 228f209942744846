import { readFileSync, readdirSync } from "node:fs";

/** Command lines of running processes that hold this text. Only Linux tells (`/proc`); elsewhere none are found. */
export function processesMentioning(text: string): readonly string[] {
  if (process.platform !== "linux") return [];
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(commandLine)
    .filter((line) => line.includes(text));
}

function commandLine(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
  } catch {
    // It ended in between.
    return "";
  }
}
