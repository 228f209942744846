import type { RefusedVerdict } from "countersign";
import { answers, methodNotAllowed } from "../http/answers.ts";
import type { ConstantAnswer } from "../http/answers.ts";

/** The answer to a refused request: the scheme's status and a body that is the same for every reason. */
export function refusalAnswer(verdict: RefusedVerdict, method: string): ConstantAnswer {
  switch (verdict.status) {
    case 403:
      return answers.forbidden;
    case 405:
      return methodNotAllowed([method]);
    case 413:
      return answers.bodyTooLarge;
    default:
      return answers.unauthorized;
  }
}
