#!/usr/bin/env node
import { runCommandLine } from "./command-line.ts";
import { exitCodes } from "./exit-codes.ts";
import { unexpectedErrorText } from "./unexpected-error-text.ts";

try {
  process.exit(await runCommandLine(process.argv.slice(2), process.env));
} catch (error) {
  process.stderr.write(`countersign: ${unexpectedErrorText(error)}\n`);
  process.exit(exitCodes.refused);
}
