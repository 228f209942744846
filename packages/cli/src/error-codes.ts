import { exitCodes } from "./exit-codes.ts";
import type { ExitCode } from "./exit-codes.ts";

/** What an error code means, what to do about it, and how the command then ends. */
export interface ErrorCodeEntry {
  readonly meaning: string;
  readonly remedy: string;
  readonly exitCode: ExitCode;
}

/** Every mistake that the commands on a developer's desk report. What the library reports keeps its own code. */
export const errorCodes = {
  argument_invalid: {
    meaning: "an argument is not of the expected form",
    remedy: "see --help",
    exitCode: exitCodes.usage,
  },
  scheme_unknown: {
    meaning: "there is no such scheme",
    remedy: "see countersign schemes list, or give the path of a scheme file ending in .json",
    exitCode: exitCodes.usage,
  },
  event_unknown: {
    meaning: "there is no such example event",
    remedy: "choose one of those listed, or give your own bytes with --body FILE",
    exitCode: exitCodes.usage,
  },
  tamper_not_applicable: {
    meaning: "this cannot be tampered with here",
    remedy: "choose another kind of --tamper",
    exitCode: exitCodes.usage,
  },
  secret_missing: {
    meaning: "a secret cannot be read",
    remedy: "give env:NAME, file:PATH or stdin",
    exitCode: exitCodes.usage,
  },
  api_key_missing: {
    meaning: "this scheme's requests carry an API key",
    remedy: "give it with --api-key env:NAME",
    exitCode: exitCodes.usage,
  },
  no_api_key: {
    meaning: "the gateway's API wants a key",
    remedy:
      "set COUNTERSIGN_API_KEY, or give --api-key env:NAME or file:PATH; countersign setup makes the first key",
    exitCode: exitCodes.usage,
  },
  confirmation_missing: {
    meaning: "this wants a yes, and there is no terminal to ask on",
    remedy: "add --yes",
    exitCode: exitCodes.usage,
  },
  reference_unreadable: {
    meaning: "a reference of the configuration file cannot be told from what stands around it",
    remedy: 'write it on one line and in quotes, such as "file:/run/secrets/nabla"',
    exitCode: exitCodes.usage,
  },
  input_unreadable: {
    meaning: "a file or standard input cannot be read",
    remedy: "check the path and its permissions",
    exitCode: exitCodes.usage,
  },
  input_too_large: {
    meaning: "a file or standard input is too large",
    remedy: "give one request alone",
    exitCode: exitCodes.usage,
  },
  stdin_taken: {
    meaning: "standard input is asked for more than once",
    remedy: "give secrets as env:NAME or file:PATH",
    exitCode: exitCodes.usage,
  },
  capture_not_understood: {
    meaning: "this is no captured request",
    remedy:
      "give a raw HTTP request, a HAR file, a curl command line or an export { method, url, headers, bodyBase64 }",
    exitCode: exitCodes.usage,
  },
  capture_without_bytes: {
    meaning: "the capture does not hold the body's bytes",
    remedy: "capture the raw bytes, for instance as a raw HTTP request",
    exitCode: exitCodes.usage,
  },
  json_invalid: { meaning: "a file is no JSON", remedy: "check the file", exitCode: exitCodes.usage },
  vectors_invalid: {
    meaning: "the vectors are not of the expected form",
    remedy: "see docs/guides/on-your-desk.md for the fields of a vector",
    exitCode: exitCodes.usage,
  },
  cannot_listen: {
    meaning: "the address cannot be listened on",
    remedy: "choose another port with --port, or stop what uses it",
    exitCode: exitCodes.unreachable,
  },
  cannot_reach: {
    meaning: "there is no answer",
    remedy: "check the URL, and whether the receiver runs",
    exitCode: exitCodes.unreachable,
  },
} as const satisfies Record<string, ErrorCodeEntry>;

export type CommandErrorCode = keyof typeof errorCodes;
