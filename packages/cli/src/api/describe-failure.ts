import type { FieldProblem } from "@countersign/contract";
import type { ApiProblem } from "@countersign/contract/client";
import { exitCodes } from "../exit-codes.ts";
import type { ExitCode } from "../exit-codes.ts";
import { printable } from "../output/printable.ts";
import { givenUrl } from "./api-options.ts";
import type { ApiOptions } from "./api-options.ts";

/** A failed call as it is told: a code, what it means, the places that are wrong, the next step. */
export interface Failure {
  readonly text: string;
  readonly exitCode: ExitCode;
}

/** Where the command line has a better next step than the API, which knows no commands. */
const nextSteps: Readonly<Record<string, string>> = {
  unauthenticated:
    "give a key that is in force with --api-key env:NAME; countersign setup makes a new admin key",
  role_not_allowed: "use a key of another role; countersign keys create makes one",
  setup_code_wrong: "read it anew from the file setup-code in the gateway's data folder",
  managed_by_file: "change its entry in the configuration file, then: countersign apply -f FILE",
  request_invalid: "correct what is named above; --help says what is expected",
};

/** Kinds of refusal that are not simply a no. */
const exitCodeOfStatus: Readonly<Record<number, ExitCode>> = {
  400: exitCodes.usage,
  503: exitCodes.unreachable,
};

/** Gives what to tell of a call that the gateway refused or did not answer; undefined for any other error. */
export async function describeFailure(
  error: unknown,
  call: {
    readonly options: ApiOptions;
    readonly environment: Readonly<Record<string, string | undefined>>;
  },
): Promise<Failure | undefined> {
  const { ApiProblem: Refusal, ClientError, clientErrors } = await import("@countersign/contract/client");
  if (error instanceof Refusal) return describeRefusal(error);
  if (!(error instanceof ClientError)) return undefined;
  const { origin } = new URL(givenUrl(call.options, call.environment));
  const { meaning, remedy } = clientErrors[error.code];
  return {
    text: `${error.code}: ${meaning} (${origin})\n  ${remedy} --url or COUNTERSIGN_URL names another.`,
    exitCode: exitCodes.unreachable,
  };
}

function describeRefusal({ problem, retryAfterSeconds }: ApiProblem): Failure {
  const { code, title, detail, status, problems = [], requestId } = problem;
  const places = problems.map((place) => `  ${describePlace(place)}`);
  const wait = retryAfterSeconds === undefined ? [] : [`  try again in ${retryAfterSeconds} s`];
  const lines = [
    `${printable(code)}: ${printable(title, PLACE_LENGTH)}`,
    ...places,
    `  ${nextSteps[code] ?? printable(detail, PLACE_LENGTH)}`,
    ...wait,
    ...(code === "internal_error" ? [`  request id ${printable(requestId)}`] : []),
  ];
  return { text: lines.join("\n"), exitCode: exitCodeOfStatus[status] ?? exitCodes.refused };
}

function describePlace({ in: part, pointer, at, expected, found }: FieldProblem): string {
  const named = pointer === "" ? part : `${part} ${pointer}`;
  const where = at === undefined ? named : `line ${at.line}, column ${at.column}, ${at.field}`;
  const sentence = `expected ${expected}, found ${found}`;
  return `${printable(where, PLACE_LENGTH)}: ${printable(sentence, PLACE_LENGTH)}`;
}

/** Sentences of the gateway: longer than a name, shorter than a page. */
const PLACE_LENGTH = 400;
