import { talk } from "../output/print.ts";
import type { Secret } from "./read-secret.ts";

/** Says, once, that a secret stood on the command line itself. */
export function warnOfLiterals(secrets: readonly Secret[]): void {
  if (secrets.every(({ origin }) => origin !== "literal")) return;
  talk(
    "Warning: a secret on the command line is seen by other users and kept in the shell's history; use env:NAME.",
  );
}
