import { execFile } from "node:child_process";
import { open } from "node:fs/promises";
import { resolve } from "node:path";
import { isUtf8 } from "node:buffer";

/** Room for any key or token; a larger file or answer is a mistake. */
const MAX_VALUE_BYTES = 64 * 1024;
/** Time for a secret command, such as a password manager's, to answer. */
const COMMAND_TIMEOUT_MS = 10_000;

const REFERENCE = /^(?:env|file|cmd):/;

export interface ReferenceContext {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The folder of the configuration file, against which `file:` paths are taken. */
  readonly directory: string;
}

/** References that another machine has resolved, because the text was written there. */
export interface ResolvedElsewhere {
  /** Reference as written → its value. */
  readonly values: ReadonlyMap<string, string>;
}

export type Resolved =
  | { readonly isResolved: true; readonly value: string; readonly isLiteral: boolean }
  | {
      readonly isResolved: false;
      readonly expected: string;
      readonly found: string;
      readonly remedy: string;
      /** The machine that sent the text has to send its value too. */
      readonly isWanted?: true;
    };

/**
 * Gives the value of a secret as the configuration file writes it:
 * - `env:NAME`: the environment variable, as it is.
 * - `file:PATH`: the file's text, relative to the configuration file; one newline at its end is removed.
 * - `cmd:PROGRAM ARGUMENT …`: what the program prints, one newline at its end removed. Split at blanks and started without
 *   a shell: quotes, variables and pipes mean nothing. For more, call a script. Ends after 10 s.
 * - `literal:TEXT`, or anything else: the text itself.
 *
 * Failures say what was missing, never what was read. Without a context, all references are refused; with what was
 * resolved elsewhere, this machine's variables, files and programs are not looked at.
 */
export async function resolveReference(
  text: string,
  context: ReferenceContext | ResolvedElsewhere | undefined,
): Promise<Resolved> {
  if (context === undefined) return REFERENCE.test(text) ? refusedReference() : literal(text);
  if ("values" in context) return REFERENCE.test(text) ? fromElsewhere(text, context) : literal(text);
  if (text.startsWith("env:")) return fromEnvironment(text.slice("env:".length), context);
  if (text.startsWith("file:")) return await fromFile(text.slice("file:".length), context);
  if (text.startsWith("cmd:")) return await fromCommand(text.slice("cmd:".length), context);
  return literal(text);
}

function literal(text: string): Resolved {
  return { isResolved: true, value: withoutPrefix(text, "literal:"), isLiteral: true };
}

/** Whoever may change a source from afar must not thereby read this machine's variables and files, or run programs. */
function refusedReference(): Resolved {
  return failure({
    expected: "the value itself",
    found: "a reference to the gateway's machine",
    remedy: "send the value; write literal: before one that begins like this",
  });
}

function fromElsewhere(text: string, { values }: ResolvedElsewhere): Resolved {
  const value = values.get(text);
  if (value !== undefined) return { isResolved: true, value, isLiteral: false };
  const wanted = failure({
    expected: "the value of this reference",
    found: "none that was sent with the file",
    remedy: "countersign apply reads it on its own machine and sends it",
  });
  return { ...wanted, isWanted: true };
}

function withoutPrefix(text: string, prefix: string): string {
  return text.startsWith(prefix) ? text.slice(prefix.length) : text;
}

function fromEnvironment(name: string, context: ReferenceContext): Resolved {
  const value = Object.hasOwn(context.environment, name) ? context.environment[name] : undefined;
  if (value !== undefined && value !== "") return { isResolved: true, value, isLiteral: false };
  return failure({
    expected: `the environment variable ${showName(name)} with a value`,
    found: value === undefined ? "no such variable" : "an empty one",
    remedy: "set it for the gateway's process",
  });
}

async function fromFile(path: string, context: ReferenceContext): Promise<Resolved> {
  const expected = "a readable text file";
  const remedy = `check the path, which is taken from ${context.directory}`;
  try {
    await using file = await open(resolve(context.directory, path));
    const buffer = Buffer.alloc(MAX_VALUE_BYTES + 1);
    const { bytesRead } = await file.read(buffer, 0, buffer.length, null);
    return fromBytes(buffer.subarray(0, bytesRead), { expected, remedy });
  } catch (error) {
    return failure({ expected, found: `the error ${systemCode(error)}`, remedy });
  }
}

async function fromCommand(line: string, context: ReferenceContext): Promise<Resolved> {
  const expected = "a command that prints the value and exits with 0";
  const remedy = "try the command by hand; it is started without a shell";
  const [program, ...argv] = line.split(" ").filter((word) => word !== "");
  if (program === undefined) return failure({ expected, found: "no program", remedy });
  const options = {
    cwd: context.directory,
    env: { ...context.environment },
    timeout: COMMAND_TIMEOUT_MS,
    killSignal: "SIGKILL",
    maxBuffer: MAX_VALUE_BYTES,
    encoding: "buffer",
    windowsHide: true,
  } as const;
  return await new Promise((done) => {
    const child = execFile(program, argv, options, (error, stdout) => {
      if (error === null) done(fromBytes(stdout, { expected, remedy }));
      else done(failure({ expected, found: commandFailure(error), remedy }));
    });
    child.stdin?.end();
  });
}

function fromBytes(
  bytes: Uint8Array,
  texts: { readonly expected: string; readonly remedy: string },
): Resolved {
  if (bytes.length > MAX_VALUE_BYTES)
    return failure({ ...texts, found: `more than ${MAX_VALUE_BYTES} bytes` });
  if (!isUtf8(bytes)) return failure({ ...texts, found: "bytes that are not UTF-8" });
  const value = withoutLastNewline(Buffer.from(bytes).toString("utf8"));
  return value === ""
    ? failure({ ...texts, found: "nothing" })
    : { isResolved: true, value, isLiteral: false };
}

/** Editors and `echo` end a file with one newline that nobody means as part of the secret. */
function withoutLastNewline(text: string): string {
  if (text.endsWith("\r\n")) return text.slice(0, -2);
  return text.endsWith("\n") ? text.slice(0, -1) : text;
}

function failure(problem: {
  readonly expected: string;
  readonly found: string;
  readonly remedy: string;
}): Extract<Resolved, { readonly isResolved: false }> {
  return { isResolved: false, ...problem };
}

const VARIABLE_NAME = /^[A-Za-z_][A-Za-z0-9_]{0,127}$/;

/** What follows `env:` may be a secret by mistake; only what can be a variable's name is shown. */
function showName(name: string): string {
  return VARIABLE_NAME.test(name) ? name : "named here";
}

function systemCode(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "unknown";
}

function commandFailure(error: Error & { readonly killed?: boolean; readonly code?: unknown }): string {
  if (error.code === "ERR_CHILD_PROCESS_STDIO_MAXBUFFER") return `more than ${MAX_VALUE_BYTES} bytes`;
  if (error.killed === true) return `no end after ${COMMAND_TIMEOUT_MS} ms`;
  return typeof error.code === "number" ? `the exit code ${error.code}` : `the error ${systemCode(error)}`;
}
