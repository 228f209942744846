import { verdictCodes } from "countersign";
import type { AcceptedVerdict, VerdictCode } from "countersign";
import type { Colors } from "picocolors/types.js";
import { formatAge } from "../../output/format-age.ts";
import { formatBytes } from "../../output/format-bytes.ts";
import { printable } from "../../output/printable.ts";
import type { AppAnswer } from "./forward.ts";
import type { Heard } from "./heard.ts";

const GAP = "  ";
/** `HH:MM:SS` of a date's text. */
const TIME_LENGTH = 8;
const SERVER_ERROR = 500;

/** A request and its verdict in one line: time, type, size, verified or REFUSED and why, key, age, event id. */
export function formatJudged(heard: Heard, colors: Colors): string {
  const { verdict, body } = heard;
  const words = verdict.ok
    ? [
        printable(verdict.eventType ?? ""),
        formatBytes(body.length),
        colors.green("verified"),
        provedText(verdict, heard.at.getTime()),
        printable(verdict.eventId ?? ""),
      ]
    : [formatBytes(body.length), colors.red("REFUSED"), reasonText(verdict.code)];
  return [timeOf(heard), "-->", ...words.filter((word) => word !== "")].join(GAP);
}

/** The app's answer in one line: time, status, request, milliseconds. */
export function formatAnswered(heard: Heard, answer: AppAnswer, colors: Colors): string {
  return [timeOf(heard), "<--", answerText(answer, colors), requestText(heard), durationText(answer)].join(
    GAP,
  );
}

/** Both in one line. */
export function formatBoth(heard: Heard, answer: AppAnswer, colors: Colors): string {
  return [formatJudged(heard, colors), "<--", answerText(answer, colors), durationText(answer)].join(GAP);
}

function timeOf({ at }: Heard): string {
  return at.toTimeString().slice(0, TIME_LENGTH);
}

function provedText({ keyId, signedAt }: AcceptedVerdict, nowMs: number): string {
  const key = keyId.replace("-", " ");
  return signedAt === undefined ? key : `${key}, ${formatAge(nowMs - signedAt)}`;
}

function reasonText(code: VerdictCode): string {
  return `${code}: ${verdictCodes[code].meaning}`;
}

function requestText({ method, path }: Heard): string {
  return `${method} ${printable(path)}`;
}

function answerText(answer: AppAnswer, colors: Colors): string {
  if ("problem" in answer) return colors.red(`the app does not answer: ${answer.problem}`);
  return answer.status < SERVER_ERROR ? String(answer.status) : colors.red(String(answer.status));
}

function durationText({ durationMs }: AppAnswer): string {
  return `${Math.round(durationMs)} ms`;
}
