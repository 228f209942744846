import type { AttemptResultCode } from "./attempt-results.ts";
import type { HttpAnswer } from "./response-reader.ts";

const UNAUTHORIZED = 401;
const FORBIDDEN = 403;
const GONE = 410;
/** First digit of a status: RFC 9110 §15. */
const SUCCESS_CLASS = 2;
const REDIRECT_CLASS = 3;

/** The result of an attempt by its answer. Only a complete answer can mean that the event was delivered. */
export function resultOfAnswer(answer: HttpAnswer): AttemptResultCode {
  return answer.isComplete ? resultOfStatus(answer.status) : answer.result;
}

function resultOfStatus(status: number): AttemptResultCode {
  if (status === GONE) return "gone";
  if (status === UNAUTHORIZED || status === FORBIDDEN) return "credentials_refused";
  const statusClass = Math.floor(status / 100);
  if (statusClass === SUCCESS_CLASS) return "delivered";
  return statusClass === REDIRECT_CLASS ? "redirect_refused" : "http_status";
}
