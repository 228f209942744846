import { isUtf8 } from "node:buffer";
import { CommandError } from "../command-error.ts";
import { readInput, STDIN_NAME } from "../input/read-input.ts";

/** Room for any key; a larger file is a mistake. */
const MAX_SECRET_BYTES = 64 * 1024;
const VARIABLE_NAME = /^[A-Za-z_][A-Za-z0-9_]{0,127}$/;

/** A secret, and how to speak of it. */
export interface Secret {
  readonly value: string;
  /** Where it came from: `env:NAME`, `file:PATH`, `stdin`, or `literal`. */
  readonly origin: string;
}

/**
 * The secret that a reference names: `env:NAME`, `file:PATH` or `stdin` (one newline at the end is removed from the
 * last two); anything else is the secret itself, for which the caller should warn.
 *
 * @throws CommandError `secret_missing`, which says what was missing and never what was read.
 */
export async function readSecret(
  reference: string,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<Secret> {
  if (reference.startsWith("env:")) return fromEnvironment(reference.slice("env:".length), environment);
  if (reference.startsWith("file:")) {
    const bytes = await readInput(reference.slice("file:".length), MAX_SECRET_BYTES);
    return { value: textOf(bytes, "the file"), origin: reference };
  }
  if (reference === "stdin") {
    const bytes = await readInput(STDIN_NAME, MAX_SECRET_BYTES);
    return { value: textOf(bytes, "standard input"), origin: "stdin" };
  }
  if (reference === "") throw new CommandError("secret_missing", "it is empty");
  return { value: reference, origin: "literal" };
}

function fromEnvironment(name: string, environment: Readonly<Record<string, string | undefined>>): Secret {
  // What follows `env:` may be a secret by mistake; only what can be a variable's name is shown.
  const shown = VARIABLE_NAME.test(name) ? `the variable ${name}` : "the variable named here";
  const value = Object.hasOwn(environment, name) ? environment[name] : undefined;
  if (value === undefined) throw new CommandError("secret_missing", `${shown} is not set`);
  if (value === "") throw new CommandError("secret_missing", `${shown} is empty`);
  return { value, origin: `env:${name}` };
}

function textOf(bytes: Buffer, what: string): string {
  if (!isUtf8(bytes)) throw new CommandError("secret_missing", `${what} is not UTF-8 text`);
  // Editors and `echo` end a file with one newline that nobody means as part of the secret.
  const text = bytes.toString("utf8").replace(/\r?\n$/, "");
  if (text === "") throw new CommandError("secret_missing", `${what} is empty`);
  return text;
}
