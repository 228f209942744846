import { CommandError } from "../command-error.ts";

/** A place in a text; both count from 1. */
export interface TextPlace {
  readonly line: number;
  readonly column: number;
}

const REFERENCE = /^(?:env|file|cmd):/;
const DOUBLE_QUOTED = /^"(?:[^"\\\n]|\\[^\n])*"/;
const SINGLE_QUOTED = /^'((?:[^'\n]|'')*)'/;
/** Ends where no variable's name goes on, in a list of any form. */
const PLAIN_VARIABLE = /^env:[A-Za-z_][A-Za-z0-9_]*/;
/** To the end of its line, where nothing in it could also end it. */
const PLAIN_LINE = /^[^[\]{},"'#\n]+(?=\n|$)/;

/**
 * The reference that stands at a place of a configuration file. The gateway, which reads the file, only points: what is
 * read or run on this machine is what this machine finds written there, and never a part of it.
 *
 * @throws CommandError `reference_unreadable` where no whole reference stands there.
 */
export function readReferenceAt(text: string, { line, column }: TextPlace): string {
  const rest = (text.split("\n")[line - 1] ?? "").replace(/\r$/, "").slice(column - 1);
  const reference = readScalar(rest);
  if (reference !== undefined && REFERENCE.test(reference)) return reference;
  throw new CommandError("reference_unreadable", `line ${line}, column ${column}`);
}

function readScalar(rest: string): string | undefined {
  const double = DOUBLE_QUOTED.exec(rest)?.[0];
  if (double !== undefined) return parseText(double);
  const single = SINGLE_QUOTED.exec(rest)?.[1];
  if (single !== undefined) return single.replaceAll("''", "'");
  return (PLAIN_VARIABLE.exec(rest) ?? PLAIN_LINE.exec(rest))?.[0].trimEnd();
}

/** YAML's escapes beyond those of JSON are not needed for any reference. */
function parseText(quoted: string): string | undefined {
  try {
    return String(JSON.parse(quoted));
  } catch {
    return undefined;
  }
}
