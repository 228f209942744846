import type { FieldProblem } from "@countersign/contract";
import type { BodyProblem, BodyRead } from "../../config/body/read-body.ts";
import { ApiRefusal } from "../api-refusal.ts";

/** Where the part that was sent stands in the whole that was checked, and what it is called in the request. */
export interface SentPart {
  /** JSON Pointer within the whole. */
  readonly at: string;
  /** JSON Pointer within the body; empty where the part is the body. */
  readonly sentAs: string;
}

/**
 * Gives the document of a body that was read.
 *
 * @throws ApiRefusal `request_invalid` with every problem, each at its place in the request.
 */
export function documentOf<Document>(read: BodyRead<Document>, part?: SentPart): Document {
  if (read.isValid) return read.document;
  throw new ApiRefusal("request_invalid", {
    problems: read.problems.map((problem) => fieldProblem(problem, part)),
  });
}

/** A refusal for one place of the body. */
export function refusedAt(pointer: string, expected: string, found: string): ApiRefusal {
  return new ApiRefusal("request_invalid", { problems: [{ in: "body", pointer, expected, found }] });
}

/** A problem of a body as the API tells it. */
export function fieldProblem(problem: BodyProblem, part?: SentPart): FieldProblem {
  const { pointer, expected, found, remedy } = problem;
  const isInPart = part !== undefined && `${pointer}/`.startsWith(`${part.at}/`);
  const sentAt = isInPart ? `${part.sentAs}${pointer.slice(part.at.length)}` : pointer;
  return { in: "body", pointer: sentAt, expected: `${expected} (${remedy})`, found };
}
