import type { VerdictCode } from "countersign";
import type { IncomingMessage } from "node:http";
import { answers, methodNotAllowed } from "../http/answers.ts";
import type { ConstantAnswer } from "../http/answers.ts";
import type { BodyBudget } from "../http/body-budget.ts";
import type { ReceiveRefusal } from "./receive-refusals.ts";

/** Why a request is refused, and what its sender is answered. */
export interface Refusal {
  readonly code: VerdictCode | ReceiveRefusal;
  readonly answer: ConstantAnswer;
}

/** Everything that can be decided before the body is, at most, allowed to come. */
export function earlyRefusal(
  request: IncomingMessage,
  limits: {
    readonly methods: readonly string[];
    readonly maxBytes: number;
    readonly budget: Pick<BodyBudget, "hasRoomFor">;
  },
): Refusal | undefined {
  if (!limits.methods.includes(request.method ?? "")) {
    return { code: "method_not_allowed", answer: methodNotAllowed(limits.methods) };
  }
  if (!hasIdentityEncoding(request)) return { code: "content_encoding", answer: answers.contentEncoding };
  const declaredBytes = Number(request.headers["content-length"] ?? 0);
  if (declaredBytes > limits.maxBytes) return { code: "body_too_large", answer: answers.bodyTooLarge };
  if (limits.budget.hasRoomFor(declaredBytes)) return undefined;
  return { code: "overloaded", answer: answers.unavailable };
}

/** Content-Type is never judged; a content coding would mean that the signed bytes are not the ones in the body. */
function hasIdentityEncoding(request: IncomingMessage): boolean {
  const coding = request.headers["content-encoding"];
  return coding === undefined || coding === "" || coding.toLowerCase() === "identity";
}
