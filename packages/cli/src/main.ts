#!/usr/bin/env node
import { runCommandLine } from "./command-line.ts";
import { exitCodes } from "./exit-codes.ts";

try {
  process.exit(await runCommandLine(process.argv.slice(2), process.env));
} catch (error) {
  // What no command expected; our own messages and the system's hold no payload and no secret.
  process.stderr.write(`countersign: ${error instanceof Error ? error.message : "unknown failure"}\n`);
  process.exit(exitCodes.refused);
}
