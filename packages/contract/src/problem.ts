import * as z from "zod";
import { problemCodes } from "./problem-codes.ts";
import type { ProblemCode } from "./problem-codes.ts";

/** The media type of every problem (RFC 9457). */
export const PROBLEM_MEDIA_TYPE = "application/problem+json";

/** One place of a request that is not as it should be. Submitted values are never told, only their shape. */
export const fieldProblem = z
  .object({
    in: z.enum(["path", "query", "header", "body"]).describe("Which part of the request."),
    pointer: z.string().describe("JSON Pointer within that part; empty for the whole of it."),
    expected: z.string(),
    found: z.string().describe("Shape or length of what came, never its text."),
    at: z
      .object({ line: z.int(), column: z.int(), field: z.string() })
      .optional()
      .describe("Where within a configuration file, if the place holds one; line and column count from 1."),
  })
  .meta({ id: "FieldProblem" });

export type FieldProblem = z.output<typeof fieldProblem>;

/** What the API answers when it refuses: RFC 9457, with a code to match on. */
export const problem = z
  .object({
    type: z.string().describe("`urn:countersign:problem:` and the code."),
    title: z.string(),
    status: z.int(),
    code: z.string().describe("What to match on. New codes may come; the status tells their kind."),
    detail: z.string().describe("What to do next."),
    requestId: z.string().describe("Under this id the gateway's log knows more."),
    problems: z.array(fieldProblem).optional(),
  })
  .meta({ id: "Problem" });

export type Problem = z.output<typeof problem>;

/** Gives the problem document of a code for one request. */
export function makeProblem(
  code: ProblemCode,
  about: { readonly requestId: string; readonly problems?: readonly FieldProblem[] },
): Problem {
  const { status, title, remedy } = problemCodes[code];
  const document = { type: `urn:countersign:problem:${code}`, title, status, code, detail: remedy };
  const { requestId, problems } = about;
  return { ...document, requestId, ...(problems !== undefined && { problems: [...problems] }) };
}
