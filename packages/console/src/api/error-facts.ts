import { ApiProblem, ClientError, clientErrors } from "@countersign/contract/slim-client";

/** What is told of an error: a code to search for, words, what to do, and the id under which the log knows more. */
export interface ErrorFacts {
  readonly code: string;
  readonly title: string;
  readonly remedy: string;
  readonly requestId: string | undefined;
  readonly places: readonly { readonly where: string; readonly expected: string; readonly found: string }[];
  readonly retryAfterSeconds: number | undefined;
}

/** Gives what to show of anything that was thrown. */
export function errorFacts(error: unknown): ErrorFacts {
  if (error instanceof ApiProblem) {
    const { code, title, detail, requestId, problems = [] } = error.problem;
    const places = problems.map(({ in: part, pointer, expected, found }) => ({
      where: pointer === "" ? part : `${part} ${pointer}`,
      expected,
      found,
    }));
    const { retryAfterSeconds } = error;
    return { code, title, remedy: detail, requestId, places, retryAfterSeconds };
  }
  const nothing = { requestId: undefined, places: [], retryAfterSeconds: undefined };
  if (error instanceof ClientError) {
    const { meaning } = clientErrors[error.code];
    return { code: error.code, title: meaning, remedy: remedyInPage[error.code], ...nothing };
  }
  return {
    code: "console_fault",
    title: "Something went wrong in this page.",
    remedy: "Reload it. If it happens again, tell your administrator what you did.",
    ...nothing,
  };
}

/** The client's own remedies are for programs. */
const remedyInPage = {
  unreachable: "Check your connection and that the gateway runs, then try again.",
  answer_unexpected: "The gateway may have been updated: reload the page.",
} as const;
